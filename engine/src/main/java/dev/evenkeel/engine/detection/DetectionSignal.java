// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.detection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A signal that a service is unhealthy.
///
/// @param kind kind of signal
/// @param at when this server received or computed it
/// @param until when it ended; null while it is active, `at` for an instantaneous one
/// @param name identifier: `slo-alert:7`, `incident:i-1`, `rollout:r-1`
/// @param summary message, one sentence for people
public record DetectionSignal(
        Kind kind, Instant at, @Nullable Instant until, String name, String summary) {
    public enum Channel {
        /// Burn alert rules and Alertmanager.
        ALERT,
        /// The guard of a rollout.
        GUARD,
        /// Incidents opened by either of the others, or by a person.
        INCIDENT
    }

    public enum Kind {
        /// A burn alert that pages.
        BURN_PAGE(Channel.ALERT),
        /// A burn alert that opens a ticket.
        BURN_TICKET(Channel.ALERT),
        /// An alert received from an Alertmanager.
        ALERT(Channel.ALERT),
        /// The guard held a rollout because of call outcomes.
        HOLD(Channel.GUARD),
        /// The guard returned to the previous step.
        STEP_BACK(Channel.GUARD),
        /// The guard rolled back.
        ROLL_BACK(Channel.GUARD),
        /// An incident was opened.
        INCIDENT(Channel.INCIDENT);

        private final Channel channel;

        Kind(Channel channel) {
            this.channel = channel;
        }

        /// Returns the channel of the kind.
        public Channel channel() {
            return channel;
        }
    }

    /// Whether it had begun before an instant and was active then.
    boolean isActiveAt(Instant instant) {
        return at.isBefore(instant) && (until == null || until.isAfter(instant));
    }
}
