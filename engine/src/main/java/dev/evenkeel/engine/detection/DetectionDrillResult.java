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

/// The detection of an injected fault.
///
/// @param alert detection by an alert
/// @param guard detection by the guard of a rollout
/// @param signals first signal of each kind, if any
/// @param signalsBeforeInjection signals already active at the injection, which cannot count as a detection
public record DetectionDrillResult(
        ChannelResult alert,
        ChannelResult guard,
        Map<DetectionSignal.Kind, DetectionSignal> signals,
        List<DetectionSignal> signalsBeforeInjection) {
    public DetectionDrillResult {
        signals = Map.copyOf(signals);
        signalsBeforeInjection = List.copyOf(signalsBeforeInjection);
    }

    /// The result of one channel.
    public enum State {
        /// The fault was detected.
        DETECTED,
        /// The time has passed without a detection.
        NOT_DETECTED,
        /// The time has not passed yet.
        OPEN,
        /// Inconclusive: not detected, but a signal of the channel was already active at the injection.
        INCONCLUSIVE
    }

    /// The result of a channel.
    ///
    /// @param delay time since the injection; null unless DETECTED
    public record ChannelResult(State state, @Nullable Duration delay) {}

    /// Evaluates the signals that began at or after the injection, and not later than the drill's
    /// detection window allows.
    ///
    /// @param notices signals of the service, in any order; others are ignored
    public static DetectionDrillResult evaluate(DetectionDrill drill, List<DetectionSignal> notices, Instant now) {
        Instant from = drill.injectedAt();
        Instant deadline = drill.deadline();
        Map<DetectionSignal.Kind, DetectionSignal> first = new EnumMap<>(DetectionSignal.Kind.class);
        notices.stream()
                .filter(notice -> !notice.at().isBefore(from))
                .filter(notice -> deadline == null || !notice.at().isAfter(deadline))
                .sorted(Comparator.comparing(DetectionSignal::at))
                .forEach(notice -> first.putIfAbsent(notice.kind(), notice));
        List<DetectionSignal> before = notices.stream()
                .filter(notice -> notice.isActiveAt(from))
                .sorted(Comparator.comparing(DetectionSignal::at))
                .toList();
        boolean over = deadline != null && now.isAfter(deadline);
        return new DetectionDrillResult(
                evaluateChannel(Channel.ALERT, drill, first, before, over),
                evaluateChannel(Channel.GUARD, drill, first, before, over),
                first,
                before);
    }

    /// Returns the result of alerts or of the guard.
    public ChannelResult resultOf(Channel channel) {
        return switch (channel) {
            case ALERT -> alert;
            case GUARD -> guard;
            case INCIDENT -> throw new IllegalArgumentException("INCIDENT is derived from the other signals");
        };
    }

    private static ChannelResult evaluateChannel(
            Channel channel,
            DetectionDrill drill,
            Map<DetectionSignal.Kind, DetectionSignal> signals,
            List<DetectionSignal> signalsBeforeInjection,
            boolean over) {
        Optional<Instant> earliest = signals.values().stream()
                .filter(notice -> notice.kind().channel() == channel)
                .map(DetectionSignal::at)
                .min(Comparator.naturalOrder());
        if (earliest.isPresent()) {
            return new ChannelResult(State.DETECTED, Duration.between(drill.injectedAt(), earliest.get()));
        }
        if (!over) {
            return new ChannelResult(State.OPEN, null);
        }
        boolean cried =
                signalsBeforeInjection.stream().anyMatch(notice -> notice.kind().channel() == channel);
        return new ChannelResult(cried ? State.INCONCLUSIVE : State.NOT_DETECTED, null);
    }
}
