// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.freeze;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import net.fortuna.ical4j.data.FoldingWriter;
import net.fortuna.ical4j.model.TimeZone;
import net.fortuna.ical4j.model.TimeZoneRegistry;
import net.fortuna.ical4j.model.TimeZoneRegistryFactory;

/// An exporter of freeze windows as an iCalendar file: one event each, with the time zones they reference.
/// [FreezeCalendarImport] imports it without loss.
public final class FreezeCalendarExporter {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
    private static final String END = "\r\n";
    private static final int FOLD = 73;

    private FreezeCalendarExporter() {}

    /// Writes the file.
    ///
    /// @param at creation time of the file
    public static String export(List<FreezeWindowDefinition> rules, Instant at) {
        List<String> lines = new ArrayList<>(List.of(
                "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Evenkeel//Freeze calendar//EN", "CALSCALE:GREGORIAN"));
        rules.stream()
                .map(FreezeWindowDefinition::zone)
                .filter(zone -> !isUtc(zone))
                .distinct()
                .forEach(zone -> lines.addAll(formatZone(zone)));
        rules.forEach(rule -> lines.addAll(formatEvent(rule, at)));
        lines.add("END:VCALENDAR");
        return fold(String.join(END, lines) + END);
    }

    private static List<String> formatEvent(FreezeWindowDefinition rule, Instant at) {
        List<String> lines = new ArrayList<>(List.of(
                "BEGIN:VEVENT",
                "UID:" + UUID.nameUUIDFromBytes(rule.name().getBytes(StandardCharsets.UTF_8)),
                "DTSTAMP:" + TIME.format(at.atOffset(ZoneOffset.UTC)) + "Z",
                "SUMMARY:" + escape(rule.name()),
                "DTSTART" + formatTime(rule.start(), rule.zone()),
                "DURATION:" + rule.duration(),
                "TRANSP:TRANSPARENT",
                FreezeCalendarImport.KIND + ":" + rule.kind()));
        if (!rule.reason().isEmpty()) {
            lines.add("DESCRIPTION:" + escape(rule.reason()));
        }
        if (rule.rrule() != null) {
            lines.add("RRULE:" + rule.rrule());
        }
        rule.except().forEach(start -> lines.add("EXDATE" + formatTime(start, rule.zone())));
        addNames(lines, FreezeCalendarImport.ENVIRONMENTS, rule.scope().environments());
        addNames(lines, FreezeCalendarImport.SERVICES, rule.scope().services());
        addNames(lines, FreezeCalendarImport.TIERS, rule.scope().tiers());
        addNames(lines, FreezeCalendarImport.CLASSES, rule.scope().classes());
        lines.add("END:VEVENT");
        return lines;
    }

    private static void addNames(List<String> lines, String property, Collection<String> names) {
        if (!names.isEmpty()) {
            lines.add(property + ":" + names.stream().sorted().collect(Collectors.joining(",")));
        }
    }

    private static String formatTime(LocalDateTime time, ZoneId zone) {
        return isUtc(zone) ? ":" + TIME.format(time) + "Z" : ";TZID=" + zone.getId() + ":" + TIME.format(time);
    }

    private static boolean isUtc(ZoneId zone) {
        return zone.normalized().equals(ZoneOffset.UTC);
    }

    private static List<String> formatZone(ZoneId zone) {
        TimeZoneRegistry registry = TimeZoneRegistryFactory.getInstance().createRegistry();
        TimeZone known = registry.getTimeZone(zone.getId());
        return known == null
                ? List.of()
                : known.getVTimeZone().toString().lines().toList();
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\r", "")
                .replace("\n", "\\n");
    }

    private static String fold(String text) {
        var written = new StringWriter();
        try (var folding = new FoldingWriter(written, FOLD)) {
            folding.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return written.toString();
    }
}
