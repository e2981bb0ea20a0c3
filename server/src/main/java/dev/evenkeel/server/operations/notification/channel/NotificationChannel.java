// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import java.net.URI;

/// A receiver, with its secret: never to be shown or logged.
///
/// @param name of the sink
/// @param address of the receiver; of a Slack channel only the host, as the whole is the secret
/// @param secret signing key, channel address or routing key; [#LOCKED] where this server cannot decrypt it
public record NotificationChannel(String name, NotificationChannelType kind, URI address, String secret) {
    /// Instead of a secret that this server cannot decrypt.
    static final String LOCKED = "";

    /// Whether this server cannot decrypt the secret: nothing can be sent then.
    boolean isLocked() {
        return secret.equals(LOCKED);
    }

    /// The same with another secret.
    NotificationChannel with(String other) {
        return new NotificationChannel(name, kind, address, other);
    }

    /// A text without the secret in it, cut to a line.
    ///
    /// @param longest in characters
    String redacted(String text, int longest) {
        String clean = text.replace(secret, "***");
        if (kind == NotificationChannelType.SLACK) {
            clean = clean.replace(URI.create(secret).getRawPath(), "/***");
        }
        clean = clean.replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() <= longest ? clean : clean.substring(0, longest - 1) + "…";
    }

    /// Hides the secret.
    @Override
    public String toString() {
        return "Sink[" + name + ", " + kind + "]";
    }
}
