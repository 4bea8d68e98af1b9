// Before any script of a page: what could go around the network of the watcher is taken away (there is nothing behind it
// either), and all shadow roots can be read.
(() => {
  for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "RTCDataChannel", "WebTransport", "SharedWorker"]) {
    delete globalThis[name];
  }
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    return attach.call(this, { ...options, mode: "open" });
  };
})();
