// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import dev.evenkeel.engine.notification.NotificationGroupingPolicy;
import org.jspecify.annotations.Nullable;

/// What sort of receiver a sink is.
public enum NotificationChannelType {
    /// A program: each event by itself, as a CloudEvent, signed.
    WEBHOOK,
    /// A channel of Slack, or of what takes the same messages.
    SLACK,
    /// A service of PagerDuty.
    PAGERDUTY;

    /// How events are put together; null where each goes by itself.
    public @Nullable NotificationGroupingPolicy grouping() {
        return this == WEBHOOK ? null : NotificationGroupingPolicy.FOR_PEOPLE;
    }
}
