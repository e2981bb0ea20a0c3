// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.notification;

import org.jspecify.annotations.Nullable;

/// The type of a notification channel.
public enum NotificationChannelType {
    /// A generic webhook: each event separately, as a signed CloudEvent.
    WEBHOOK,
    /// A Slack channel, or a receiver with a compatible API.
    SLACK,
    /// A PagerDuty service.
    PAGERDUTY;

    /// Returns the grouping policy; null if each event is sent separately.
    public @Nullable NotificationGroupingPolicy groupingPolicy() {
        return this == WEBHOOK ? null : NotificationGroupingPolicy.FOR_PEOPLE;
    }
}
