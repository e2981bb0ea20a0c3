// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import java.net.URI;
import java.util.Map;

/// What is sent: a POST.
///
/// @param to whom; may hold a secret
/// @param headers beside those of every request
/// @param body JSON, to be sent in UTF-8
record NotificationMessage(URI to, Map<String, String> headers, String body) {
    /// Hides the secrets.
    @Override
    public String toString() {
        return "Message of " + body.length() + " characters to " + to.getHost();
    }
}
