// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.engine.gate.FreezeScope.ChangeAttributes;
import dev.evenkeel.engine.gate.FreezeWindow.AllowDenyKind;
import dev.evenkeel.engine.gate.FreezeWindow.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FreezeCalendarTest {
    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
    private static final ChangeAttributes CHANGE = new ChangeAttributes("prod", "ledger", "1", "normal");

    @Test
    void deniesUntilLastOfAdjacentWindowsEnds() {
        var calendar = calendar(deny("busy season", -1, 2), deny("audit", 2, 5), deny("later", 9, 10));
        GateResult result = calendar.evaluate(CHANGE, NOON);
        assertThat(result.verdict()).isEqualTo(GateVerdict.DENY);
        assertThat(result.reason()).isEqualTo("busy season (why) until 2026-12-01T17:00:00Z");
        assertThat(result.since()).isEqualTo(hour(-1));
        assertThat(result.until()).isEqualTo(hour(5));
        assertThat(calendar.evaluate(CHANGE, hour(2)).reason()).startsWith("audit");
    }

    @Test
    void includesWindowStartAndExcludesWindowEnd() {
        var calendar = calendar(deny("audit", 0, 1));
        assertThat(calendar.evaluate(CHANGE, NOON.minusNanos(1)).verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(calendar.evaluate(CHANGE, NOON).verdict()).isEqualTo(GateVerdict.DENY);
        assertThat(calendar.evaluate(CHANGE, hour(1).minusNanos(1)).verdict()).isEqualTo(GateVerdict.DENY);
        assertThat(calendar.evaluate(CHANGE, hour(1)).verdict()).isEqualTo(GateVerdict.PASS);
    }

    @Test
    void listsActiveWindowsOfEveryKind() {
        var calendar =
                calendar(deny("audit", -1, 1), deny("later", 3, 4), window("mornings", AllowDenyKind.ALLOW, -5, -2));
        assertThat(calendar.listActive(NOON)).extracting(FreezeWindow::name).containsExactly("audit", "mornings");
        assertThat(calendar.listActive(hour(-3))).isEmpty();
        assertThat(calendar.listActive(hour(3))).extracting(FreezeWindow::name).containsExactly("later", "mornings");
    }

    @Test
    void passesUntilNextFreezeBegins() {
        GateResult result = calendar(deny("audit", 3, 4)).evaluate(CHANGE, NOON);
        assertThat(result.verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(result.reason()).isEqualTo("no freeze before 2026-12-01T15:00:00Z");
        assertThat(result.until()).isEqualTo(hour(3));
        assertThat(calendar().evaluate(CHANGE, NOON).reason()).isEqualTo("no freeze");
    }

    @Test
    void deniesOutsideAllowWindows() {
        var calendar = calendar(
                window("mornings", AllowDenyKind.ALLOW, -5, -2), window("evenings", AllowDenyKind.ALLOW, 4, 8));
        GateResult result = calendar.evaluate(CHANGE, NOON);
        assertThat(result.reason())
                .isEqualTo("changes are allowed only in mornings (why), evenings (why); not allowed until"
                        + " 2026-12-01T16:00:00Z");
        assertThat(calendar.evaluate(CHANGE, hour(4)).verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(calendar.evaluate(CHANGE, hour(4)).until()).isEqualTo(hour(8));
    }

    @Test
    void prefersDenyWindowsOverAllowWindows() {
        var calendar = calendar(window("day", AllowDenyKind.ALLOW, -5, 5), deny("audit", 0, 1));
        assertThat(calendar.evaluate(CHANGE, NOON).verdict()).isEqualTo(GateVerdict.DENY);
        assertThat(calendar.evaluate(CHANGE, NOON).until()).isEqualTo(hour(1));
        assertThat(calendar.evaluate(CHANGE, hour(1)).verdict()).isEqualTo(GateVerdict.PASS);
    }

    @Test
    void appliesWindowOnlyToChangesInItsScope() {
        var hotfixes = calendarWithScope(new FreezeScope(Set.of("prod"), Set.of(), Set.of(), Set.of("normal")));
        assertThat(hotfixes.evaluate(CHANGE, NOON).verdict()).isEqualTo(GateVerdict.DENY);
        assertThat(verdict(hotfixes, new ChangeAttributes("prod", null, null, "hotfix")))
                .isEqualTo(GateVerdict.PASS);
        assertThat(verdict(hotfixes, new ChangeAttributes("test", null, null, "normal")))
                .isEqualTo(GateVerdict.PASS);
        var freezeCalendar = calendarWithScope(new FreezeScope(Set.of(), Set.of("ledger"), Set.of("1"), Set.of()));
        assertThat(verdict(freezeCalendar, CHANGE)).isEqualTo(GateVerdict.DENY);
        assertThat(verdict(freezeCalendar, new ChangeAttributes("prod", "mail", null, "normal")))
                .isEqualTo(GateVerdict.PASS);
        assertThat(verdict(freezeCalendar, new ChangeAttributes("prod", "ledger", null, "normal")))
                .isEqualTo(GateVerdict.UNKNOWN);
        assertThat(freezeCalendar
                        .evaluate(new ChangeAttributes("prod", null, "1", "normal"), NOON)
                        .reason())
                .endsWith("; the service or tier of this change is unknown");
    }

    @Test
    void ignoresAllowWindowForChangesOutsideItsScope() {
        var scope = new FreezeScope(Set.of(), Set.of("mail"), Set.of(), Set.of());
        var calendar = new FreezeCalendar(List.of(
                new FreezeWindow("mornings", AllowDenyKind.ALLOW, "", scope, List.of(new Span(hour(-5), hour(-2))))));
        assertThat(verdict(calendar, CHANGE)).isEqualTo(GateVerdict.PASS);
        assertThat(verdict(calendar, new ChangeAttributes("prod", null, null, "normal")))
                .isEqualTo(GateVerdict.UNKNOWN);
        assertThat(verdict(calendar, new ChangeAttributes("prod", "mail", null, "normal")))
                .isEqualTo(GateVerdict.DENY);
    }

    @Test
    void matchesBruteForceEvaluationForRandomWindows() {
        var random = new SplittableRandom(7);
        for (int run = 0; run < 200; run++) {
            List<FreezeWindow> windows = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                windows.add(new FreezeWindow(
                        "w" + i,
                        random.nextInt(3) == 0 ? AllowDenyKind.ALLOW : AllowDenyKind.DENY,
                        "",
                        FreezeScope.ALL,
                        spans(random)));
            }
            var calendar = new FreezeCalendar(windows);
            for (int minute = 0; minute < 200; minute += 7) {
                Instant at = NOON.plus(Duration.ofMinutes(minute));
                GateResult result = calendar.evaluate(CHANGE, at);
                assertThat(result.verdict() == GateVerdict.DENY).isEqualTo(denied(windows, at));
                Instant until = result.until();
                for (Instant then = at; until != null && then.isBefore(until); then = then.plusSeconds(60)) {
                    assertThat(denied(windows, then)).isEqualTo(denied(windows, at));
                }
                assertThat(until == null || denied(windows, until) != denied(windows, at))
                        .isTrue();
            }
        }
    }

    @Test
    void rejectsSpanThatDoesNotEndAfterStart() {
        assertThatThrownBy(() -> new Span(NOON, NOON)).hasMessageContaining("set a later end");
    }

    private static List<Span> spans(SplittableRandom random) {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int start = random.nextInt(200);
            spans.add(new Span(
                    NOON.plus(Duration.ofMinutes(start)),
                    NOON.plus(Duration.ofMinutes(start + 1 + random.nextInt(30)))));
        }
        return spans;
    }

    private static boolean denied(List<FreezeWindow> windows, Instant at) {
        boolean any = windows.stream().anyMatch(window -> window.kind() == AllowDenyKind.DENY && covers(window, at));
        boolean allows = windows.stream().anyMatch(window -> window.kind() == AllowDenyKind.ALLOW);
        boolean inside =
                windows.stream().anyMatch(window -> window.kind() == AllowDenyKind.ALLOW && covers(window, at));
        return any || (allows && !inside);
    }

    private static boolean covers(FreezeWindow window, Instant at) {
        return window.spans().stream().anyMatch(span -> !at.isBefore(span.start()) && at.isBefore(span.end()));
    }

    private static GateVerdict verdict(FreezeCalendar calendar, ChangeAttributes change) {
        return calendar.evaluate(change, NOON).verdict();
    }

    private static FreezeCalendar calendarWithScope(FreezeScope scope) {
        return new FreezeCalendar(List.of(
                new FreezeWindow("audit", AllowDenyKind.DENY, "", scope, List.of(new Span(hour(-1), hour(1))))));
    }

    private static FreezeCalendar calendar(FreezeWindow... windows) {
        return new FreezeCalendar(List.of(windows));
    }

    private static FreezeWindow deny(String name, int from, int to) {
        return window(name, AllowDenyKind.DENY, from, to);
    }

    private static FreezeWindow window(String name, AllowDenyKind kind, int from, int to) {
        return new FreezeWindow(name, kind, "why", FreezeScope.ALL, List.of(new Span(hour(from), hour(to))));
    }

    private static Instant hour(int hours) {
        return NOON.plus(Duration.ofHours(hours));
    }
}
