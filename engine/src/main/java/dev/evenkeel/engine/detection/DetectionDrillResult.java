// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.detection;

import dev.evenkeel.engine.detection.DetectionSignal.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What noticed an injected fault. Pure.
///
/// @param alert whether, and how soon, by an alert
/// @param guard whether, and how soon, by the guard of a rollout
/// @param first the first notice of each kind; none of a kind that said nothing
/// @param before what said so already when the fault was injected: what goes on cannot begin
public record DetectionDrillResult(
        ChannelResult alert,
        ChannelResult guard,
        Map<DetectionSignal.Kind, DetectionSignal> first,
        List<DetectionSignal> before) {
    public DetectionDrillResult {
        first = Map.copyOf(first);
        before = List.copyOf(before);
    }

    /// What can be said about one channel.
    public enum State {
        /// It noticed.
        DETECTED,
        /// Its time is over, and it did not.
        NOT_DETECTED,
        /// Its time is not over.
        OPEN,
        /// It did not, and had cried before already, so that nothing follows.
        UNCLEAR
    }

    /// A channel's answer.
    ///
    /// @param after how long after the injection; null unless DETECTED
    public record ChannelResult(State state, @Nullable Duration after) {}

    /// Finds what noticed a fault: whatever began at or after the injection, and not later than its patience
    /// allows.
    ///
    /// @param notices of the service, in any order; others of the time do no harm
    public static DetectionDrillResult of(DetectionDrill drill, List<DetectionSignal> notices, Instant now) {
        Instant from = drill.injectedAt();
        Instant deadline = drill.deadline();
        Map<DetectionSignal.Kind, DetectionSignal> first = new EnumMap<>(DetectionSignal.Kind.class);
        notices.stream()
                .filter(notice -> !notice.at().isBefore(from))
                .filter(notice -> deadline == null || !notice.at().isAfter(deadline))
                .sorted(Comparator.comparing(DetectionSignal::at))
                .forEach(notice -> first.putIfAbsent(notice.kind(), notice));
        List<DetectionSignal> before = notices.stream()
                .filter(notice -> notice.isGoingOnAt(from))
                .sorted(Comparator.comparing(DetectionSignal::at))
                .toList();
        boolean over = deadline != null && now.isAfter(deadline);
        return new DetectionDrillResult(
                answer(Channel.ALERT, drill, first, before, over),
                answer(Channel.GUARD, drill, first, before, over),
                first,
                before);
    }

    /// The answer of alerts or of the guard.
    public ChannelResult of(Channel channel) {
        return switch (channel) {
            case ALERT -> alert;
            case GUARD -> guard;
            case INCIDENT -> throw new IllegalArgumentException("incidents follow from the others");
        };
    }

    private static ChannelResult answer(
            Channel channel,
            DetectionDrill drill,
            Map<DetectionSignal.Kind, DetectionSignal> first,
            List<DetectionSignal> before,
            boolean over) {
        Optional<Instant> earliest = first.values().stream()
                .filter(notice -> notice.kind().channel() == channel)
                .map(DetectionSignal::at)
                .min(Comparator.naturalOrder());
        if (earliest.isPresent()) {
            return new ChannelResult(State.DETECTED, Duration.between(drill.injectedAt(), earliest.get()));
        }
        if (!over) {
            return new ChannelResult(State.OPEN, null);
        }
        boolean cried = before.stream().anyMatch(notice -> notice.kind().channel() == channel);
        return new ChannelResult(cried ? State.UNCLEAR : State.NOT_DETECTED, null);
    }
}
