// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import dev.evenkeel.engine.gate.FreezeScope.ChangeAttributes;
import dev.evenkeel.engine.gate.FreezeScope.Match;
import dev.evenkeel.engine.gate.FreezeWindow.Kind;
import dev.evenkeel.engine.gate.FreezeWindow.Span;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// When changes are frozen: inside any window that denies, and outside of all windows that allow, if
/// there are such. A window about which it is not known whether it is about a change makes the answer
/// unknown where it would have denied.
///
/// @param windows with all their spans from the moment in question until as far as one wants to look
///     ahead
public record FreezeCalendar(List<FreezeWindow> windows) {
    private static final String NAME = "freeze";
    private static final int MOST_BORDERS = 20_000;

    public FreezeCalendar {
        windows = List.copyOf(windows);
    }

    /// What the calendar says at a moment.
    ///
    /// @param by windows that deny, or may
    /// @param outside whether it is that no window allows
    /// @param since when that began; null when it is not known
    private record State(
            GateVerdict verdict,
            List<FreezeWindow> by,
            boolean outside,
            @Nullable Instant since) {}

    /// The gate's answer about a change: which windows deny it and until when, or when the next freeze
    /// begins, as far as the calendar's spans go. O(w log n) for each border until then.
    public GateResult answer(ChangeAttributes change, Instant now) {
        State state = state(change, now);
        Instant until = nextChange(change, now, state.verdict());
        return new GateResult(NAME, state.verdict(), words(state, until), evidence(state), state.since(), until);
    }

    /// Windows that stop changes at a moment, whichever changes they are about: those that deny, and those that
    /// allow while none of these is open.
    public List<FreezeWindow> activeAt(Instant now) {
        boolean allowed = windows.stream()
                .anyMatch(window ->
                        window.kind() == Kind.ALLOW && window.findCovering(now).isPresent());
        return windows.stream()
                .filter(window ->
                        window.kind() == Kind.DENY ? window.findCovering(now).isPresent() : !allowed)
                .toList();
    }

    private State state(ChangeAttributes change, Instant at) {
        List<FreezeWindow> denying = covering(change, Kind.DENY, Match.YES, at);
        if (!denying.isEmpty()) {
            return new State(GateVerdict.DENY, denying, false, since(denying, at));
        }
        boolean allowed = !covering(change, Kind.ALLOW, Match.YES, at).isEmpty();
        List<FreezeWindow> allowing = about(change, Kind.ALLOW, Match.YES).toList();
        if (!allowing.isEmpty() && !allowed) {
            return new State(GateVerdict.DENY, allowing, true, null);
        }
        List<FreezeWindow> maybe = covering(change, Kind.DENY, Match.MAYBE, at);
        if (!maybe.isEmpty()) {
            return new State(GateVerdict.UNKNOWN, maybe, false, since(maybe, at));
        }
        List<FreezeWindow> maybeAllowing =
                about(change, Kind.ALLOW, Match.MAYBE).toList();
        boolean outside = !allowed
                && !maybeAllowing.isEmpty()
                && covering(change, Kind.ALLOW, Match.MAYBE, at).isEmpty();
        return outside
                ? new State(GateVerdict.UNKNOWN, maybeAllowing, true, null)
                : new State(GateVerdict.PASS, List.of(), false, null);
    }

    private @Nullable Instant nextChange(ChangeAttributes change, Instant now, GateVerdict verdict) {
        Optional<Instant> border = nextBorder(change, now);
        for (int i = 0; i < MOST_BORDERS && border.isPresent(); i++) {
            if (state(change, border.get()).verdict() != verdict) {
                return border.get();
            }
            border = nextBorder(change, border.get());
        }
        return null;
    }

    private Optional<Instant> nextBorder(ChangeAttributes change, Instant after) {
        return windows.stream()
                .filter(window -> window.scope().match(change) != Match.NO)
                .map(window -> window.nextBorder(after))
                .filter(Objects::nonNull)
                .min(Instant::compareTo);
    }

    private Stream<FreezeWindow> about(ChangeAttributes change, Kind kind, Match match) {
        return windows.stream()
                .filter(window -> window.kind() == kind && window.scope().match(change) == match);
    }

    private List<FreezeWindow> covering(ChangeAttributes change, Kind kind, Match match, Instant at) {
        return about(change, kind, match)
                .filter(window -> window.findCovering(at).isPresent())
                .toList();
    }

    private static @Nullable Instant since(List<FreezeWindow> covering, Instant at) {
        return covering.stream()
                .flatMap(window -> window.findCovering(at).stream())
                .map(Span::start)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private static String words(State state, @Nullable Instant until) {
        if (state.verdict() == GateVerdict.PASS) {
            return until == null ? "no freeze is on, and none is known to come" : "no freeze is on before " + until;
        }
        String names = state.by().stream().map(FreezeCalendar::named).collect(Collectors.joining(", "));
        String end = until == null ? "" : " until " + until;
        String what = state.outside() ? "changes are allowed only in " + names + ", and not" + end : names + end;
        return state.verdict() == GateVerdict.DENY
                ? what
                : what + ", and it is not known whether this change is of a service or tier it is about";
    }

    private static String named(FreezeWindow window) {
        return window.reason().isEmpty() ? window.name() : window.name() + " (" + window.reason() + ")";
    }

    private static List<GateResult.Evidence> evidence(State state) {
        return state.by().stream()
                .map(window -> new GateResult.Evidence(
                        window.kind() == Kind.DENY ? "frozen by" : "allowed in", named(window), "/gates"))
                .toList();
    }
}
