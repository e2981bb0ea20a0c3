// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.notification;

import org.jspecify.annotations.Nullable;

/// The type of a notification channel.
public enum NotificationChannelType {
    /// A generic webhook: each event separately, as a signed CloudEvent.
    WEBHOOK("a program", SecretField.SECRET),
    /// A Slack channel, or a receiver with a compatible API.
    SLACK("a Slack channel", SecretField.URL),
    /// A PagerDuty service.
    PAGERDUTY("the person on call", SecretField.ROUTING_KEY);

    private final String receiver;
    private final SecretField secretField;

    NotificationChannelType(String receiver, SecretField secretField) {
        this.receiver = receiver;
        this.secretField = secretField;
    }

    /// The field of a channel that contains its secret.
    public enum SecretField {
        /// The signing key.
        SECRET("secret"),
        /// The address, of which only the host is displayed.
        URL("url"),
        /// The routing key.
        ROUTING_KEY("routingKey");

        private final String wireName;

        SecretField(String wireName) {
            this.wireName = wireName;
        }

        /// Returns the name of the field in requests and manifests.
        public String wireName() {
            return wireName;
        }
    }

    /// Describes the receiver in a few words.
    public String receiver() {
        return receiver;
    }

    /// Returns the field that contains the secret.
    public SecretField secretField() {
        return secretField;
    }

    /// Returns the grouping policy; null if each event is sent separately.
    public @Nullable NotificationGroupingPolicy groupingPolicy() {
        return this == WEBHOOK ? null : NotificationGroupingPolicy.FOR_PEOPLE;
    }
}
