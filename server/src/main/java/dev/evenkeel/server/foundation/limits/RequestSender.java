// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.limits;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/// Who sent a request, for limits that hold for each sender.
public interface RequestSender {
    /// Attribute of a request that holds its sender, once the sender is known.
    String ATTRIBUTE = "evenkeel.caller";

    /// The sender of a request; null while it is not known, and for requests that need no credential.
    static @Nullable RequestSender of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof RequestSender sender ? sender : null;
    }

    /// The same for all requests of one SDK key or one person; no secret.
    String sender();

    /// Whose part of a share a request takes: the environment of an SDK key.
    String share();
}
