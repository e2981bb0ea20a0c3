// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.limits;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/// The sender of a request, for limits per sender.
public interface RequestSender {
    /// The request attribute that contains the sender, once authenticated.
    String ATTRIBUTE = "evenkeel.caller";

    /// Returns the sender of a request; null before authentication, and for requests that need no credential.
    static @Nullable RequestSender findByRequest(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof RequestSender sender ? sender : null;
    }

    /// Returns a key that is equal for all requests of one SDK key or one person; not secret.
    String senderId();

    /// Returns the key of the share that the request uses: the environment of an SDK key.
    String shareKey();
}
