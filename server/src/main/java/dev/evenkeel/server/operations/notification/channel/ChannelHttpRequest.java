// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import java.net.URI;
import java.util.Map;

/// An HTTP POST request to a receiver.
///
/// @param to address of the receiver; may contain a secret
/// @param headers additional request headers
/// @param body JSON, sent as UTF-8
record ChannelHttpRequest(URI to, Map<String, String> headers, String body) {
    /// Omits the secrets.
    @Override
    public String toString() {
        return "Message of " + body.length() + " characters to " + to.getHost();
    }
}
