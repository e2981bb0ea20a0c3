// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.event;

import dev.evenkeel.engine.event.Grouping;
import org.jspecify.annotations.Nullable;

/// What sort of receiver a sink is.
public enum SinkKind {
    /// A program: each event by itself, as a CloudEvent, signed.
    WEBHOOK,
    /// A channel of Slack, or of what takes the same messages.
    SLACK,
    /// A service of PagerDuty.
    PAGERDUTY;

    /// How events are put together; null where each goes by itself.
    @Nullable
    Grouping grouping() {
        return this == WEBHOOK ? null : Grouping.FOR_PEOPLE;
    }
}
