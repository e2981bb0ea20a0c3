// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import dev.evenkeel.engine.gate.FreezeScope.ChangeAttributes;
import dev.evenkeel.engine.gate.FreezeScope.FreezeApplicability;
import dev.evenkeel.engine.gate.FreezeWindow.AllowDenyKind;
import dev.evenkeel.engine.gate.FreezeWindow.Span;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A calendar of freeze windows. Changes are frozen inside any window of the kind deny, and outside all
/// windows of the kind allow if there are any. If the data about a change is insufficient to match a window
/// that would deny it, the result is unknown.
///
/// @param windows windows with all their spans from the moment of evaluation to the end of the forecast
public record FreezeCalendar(List<FreezeWindow> windows) {
    private static final String NAME = "freeze";
    private static final int MOST_BORDERS = 20_000;

    public FreezeCalendar {
        windows = List.copyOf(windows);
    }

    /// The state of the calendar at a moment.
    ///
    /// @param by windows that deny, or may deny
    /// @param outside whether the cause is that no allow window is open
    /// @param since start of this state; null when unknown
    private record State(
            GateVerdict verdict,
            List<FreezeWindow> by,
            boolean outside,
            @Nullable Instant since) {}

    /// Evaluates the calendar for a change: which windows deny it and until when, or when the next freeze
    /// begins, as far as the calendar's spans reach. O(w log n) for each boundary until then.
    public GateResult evaluate(ChangeAttributes change, Instant now) {
        State state = stateAt(change, now);
        Instant until = nextChange(change, now, state.verdict());
        return new GateResult(NAME, state.verdict(), describe(state, until), listEvidence(state), state.since(), until);
    }

    /// Returns the windows that freeze any changes at a moment: those of the kind deny that are open, and
    /// those of the kind allow while none of them is open.
    public List<FreezeWindow> listActive(Instant now) {
        boolean allowed = windows.stream()
                .anyMatch(window -> window.kind() == AllowDenyKind.ALLOW
                        && window.findCovering(now).isPresent());
        return windows.stream()
                .filter(window -> window.kind() == AllowDenyKind.DENY
                        ? window.findCovering(now).isPresent()
                        : !allowed)
                .toList();
    }

    private State stateAt(ChangeAttributes change, Instant at) {
        List<FreezeWindow> denying = covering(change, AllowDenyKind.DENY, FreezeApplicability.YES, at);
        if (!denying.isEmpty()) {
            return new State(GateVerdict.DENY, denying, false, startOf(denying, at));
        }
        boolean allowed = !covering(change, AllowDenyKind.ALLOW, FreezeApplicability.YES, at)
                .isEmpty();
        List<FreezeWindow> allowing =
                matching(change, AllowDenyKind.ALLOW, FreezeApplicability.YES).toList();
        if (!allowing.isEmpty() && !allowed) {
            return new State(GateVerdict.DENY, allowing, true, null);
        }
        List<FreezeWindow> maybe = covering(change, AllowDenyKind.DENY, FreezeApplicability.MAYBE, at);
        if (!maybe.isEmpty()) {
            return new State(GateVerdict.UNKNOWN, maybe, false, startOf(maybe, at));
        }
        List<FreezeWindow> maybeAllowing =
                matching(change, AllowDenyKind.ALLOW, FreezeApplicability.MAYBE).toList();
        boolean outside = !allowed
                && !maybeAllowing.isEmpty()
                && covering(change, AllowDenyKind.ALLOW, FreezeApplicability.MAYBE, at)
                        .isEmpty();
        return outside
                ? new State(GateVerdict.UNKNOWN, maybeAllowing, true, null)
                : new State(GateVerdict.PASS, List.of(), false, null);
    }

    private @Nullable Instant nextChange(ChangeAttributes change, Instant now, GateVerdict verdict) {
        Optional<Instant> border = nextBoundary(change, now);
        for (int i = 0; i < MOST_BORDERS && border.isPresent(); i++) {
            if (stateAt(change, border.get()).verdict() != verdict) {
                return border.get();
            }
            border = nextBoundary(change, border.get());
        }
        return null;
    }

    private Optional<Instant> nextBoundary(ChangeAttributes change, Instant after) {
        return windows.stream()
                .filter(window -> window.scope().match(change) != FreezeApplicability.NO)
                .map(window -> window.nextBoundary(after))
                .filter(Objects::nonNull)
                .min(Instant::compareTo);
    }

    private Stream<FreezeWindow> matching(ChangeAttributes change, AllowDenyKind kind, FreezeApplicability match) {
        return windows.stream()
                .filter(window -> window.kind() == kind && window.scope().match(change) == match);
    }

    private List<FreezeWindow> covering(
            ChangeAttributes change, AllowDenyKind kind, FreezeApplicability match, Instant at) {
        return matching(change, kind, match)
                .filter(window -> window.findCovering(at).isPresent())
                .toList();
    }

    private static @Nullable Instant startOf(List<FreezeWindow> covering, Instant at) {
        return covering.stream()
                .flatMap(window -> window.findCovering(at).stream())
                .map(Span::start)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private static String describe(State state, @Nullable Instant until) {
        if (state.verdict() == GateVerdict.PASS) {
            return until == null ? "no freeze" : "no freeze before " + until;
        }
        String names = state.by().stream().map(FreezeCalendar::formatName).collect(Collectors.joining(", "));
        String what = state.outside()
                ? "changes are allowed only in " + names + "; not allowed " + (until == null ? "now" : "until " + until)
                : names + (until == null ? "" : " until " + until);
        return state.verdict() == GateVerdict.DENY ? what : what + "; the service or tier of this change is unknown";
    }

    private static String formatName(FreezeWindow window) {
        return window.reason().isEmpty() ? window.name() : window.name() + " (" + window.reason() + ")";
    }

    private static List<GateResult.GateEvidenceItem> listEvidence(State state) {
        return state.by().stream()
                .map(window -> new GateResult.GateEvidenceItem(
                        window.kind() == AllowDenyKind.DENY ? "frozen by" : "allowed in", formatName(window), "/gates"))
                .toList();
    }
}
