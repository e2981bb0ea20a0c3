// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import dev.evenkeel.engine.notification.NotificationChannelType;
import dev.evenkeel.engine.notification.NotificationChannelType.SecretField;
import java.net.URI;

/// A notification channel with its secret; do not display or log the secret.
///
/// @param name name of the channel
/// @param address address of the receiver; only the host where the full address is the secret
/// @param secret value of [NotificationChannelType#secretField()]; [#LOCKED] if this server cannot decrypt it
public record NotificationChannel(String name, NotificationChannelType type, URI address, String secret) {
    /// Placeholder for a secret that this server cannot decrypt.
    static final String LOCKED = "";

    /// Returns whether this server cannot decrypt the secret and therefore cannot send.
    boolean isLocked() {
        return secret.equals(LOCKED);
    }

    /// Returns a copy with another secret.
    NotificationChannel withSecret(String other) {
        return new NotificationChannel(name, type, address, other);
    }

    /// Removes the secret from a text and shortens it to one line. Of a secret address, also removes path and query
    /// where the text contains only one of them.
    ///
    /// @param longest maximum length in characters
    String redact(String text, int longest) {
        String clean = text.replace(secret, "***");
        if (type.secretField() == SecretField.URL) {
            URI whole = URI.create(secret);
            for (String part : new String[] {whole.getRawPath(), whole.getRawQuery()}) {
                clean = part == null || part.length() < 2 ? clean : clean.replace(part, "***");
            }
        }
        clean = clean.replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() <= longest ? clean : clean.substring(0, longest - 1) + "…";
    }

    /// Omits the secret.
    @Override
    public String toString() {
        return "NotificationChannel[" + name + ", " + type + "]";
    }
}
