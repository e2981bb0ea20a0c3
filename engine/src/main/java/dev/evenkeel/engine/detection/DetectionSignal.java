// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.detection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that says that a service is not well.
///
/// @param kind what sort of thing
/// @param at when this server knew of it
/// @param until when it was over; null while it goes on, `at` for what has no length
/// @param name where to find it: `slo-alert:7`, `incident:i-1`, `rollout:r-1`
/// @param words what it says, one sentence for people
public record DetectionSignal(
        Kind kind, Instant at, @Nullable Instant until, String name, String words) {
    /// Who notices.
    public enum Channel {
        /// Burn rules and Alertmanagers.
        ALERT,
        /// The guard of a rollout.
        GUARD,
        /// What is opened for people because of one of the others, or by one of them.
        INCIDENT
    }

    /// Sorts of notices.
    public enum Kind {
        /// A burn rule that calls somebody at once.
        BURN_PAGE(Channel.ALERT),
        /// A burn rule for working hours.
        BURN_TICKET(Channel.ALERT),
        /// An alert that an Alertmanager told.
        ALERT(Channel.ALERT),
        /// The guard kept a rollout where it was, because of what calls showed.
        HOLD(Channel.GUARD),
        /// The guard went a step back.
        STEP_BACK(Channel.GUARD),
        /// The guard took everybody back.
        ROLL_BACK(Channel.GUARD),
        /// An incident was opened.
        INCIDENT(Channel.INCIDENT);

        private final Channel channel;

        Kind(Channel channel) {
            this.channel = channel;
        }

        /// Who notices so.
        public Channel channel() {
            return channel;
        }
    }

    /// Whether it had begun before an instant and was not over then.
    boolean isGoingOnAt(Instant instant) {
        return at.isBefore(instant) && (until == null || until.isAfter(instant));
    }
}
