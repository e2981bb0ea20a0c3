// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.server.operations.slo.SloAlert;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One alert, of an Alertmanager or of a burn rule.
///
/// @param source who tells
/// @param fingerprint of its labels; an alert is this with its start
/// @param service key of the service that its label `service` names; `unassigned` without one
/// @param firing whether it fires, else it is resolved
/// @param startsAt when it began to fire, by the clock of the Prometheus
/// @param endsAt when it ended; means nothing while it fires
/// @param labels all of them
/// @param summary what it says for people; may be empty
/// @param seenToEnd whether its end says that the harm ended, and not only that nobody looks any more
public record IncomingAlert(
        AlertSource source,
        String fingerprint,
        String service,
        boolean firing,
        Instant startsAt,
        Instant endsAt,
        Map<String, String> labels,
        String summary,
        boolean seenToEnd) {
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /* Of the same words in every Alertmanager, the first that is there. */
    private static final List<String> SUMMARIES = List.of("summary", "description", "message");

    /// Reads one as far as it can be read: what is missing or of a wrong type is made up for, and unknown
    /// fields are left out, since an alert that is refused is an alert that nobody sees.
    ///
    /// @param now start of one that tells none
    public static IncomingAlert read(JsonNode json, Instant now) {
        Map<String, String> labels = texts(json.path("labels"));
        String fingerprint = text(json.path("fingerprint"));
        boolean firing = !"resolved".equals(json.path("status").asString(""));
        Instant startsAt = instant(json.path("startsAt"), now);
        return new IncomingAlert(
                AlertSource.ALERTMANAGER,
                fingerprint.isBlank() ? "labels:" + labels : fingerprint,
                labels.getOrDefault("service", Service.UNASSIGNED),
                firing,
                startsAt,
                instant(json.path("endsAt"), now),
                labels,
                summary(texts(json.path("annotations"))),
                true);
    }

    /// What a burn rule tells: that it began, and that it ended.
    ///
    /// @param flag whose calls its SLO counts, as `environment/key`; empty when it counts something else
    public static List<IncomingAlert> of(SloAlert burn, Optional<String> flag) {
        IncomingAlert begun = new IncomingAlert(
                AlertSource.SLO,
                "burn:" + burn.id(),
                burn.service(),
                true,
                burn.beganAt(),
                burn.beganAt(),
                labels(burn, flag),
                burn.beganBy(),
                true);
        Instant endedAt = burn.endedAt();
        return endedAt == null
                ? List.of(begun)
                : List.of(begun, begun.ended(endedAt, String.valueOf(burn.endedBy()), burn.seenToEnd()));
    }

    private IncomingAlert ended(Instant at, String by, boolean seen) {
        return new IncomingAlert(source, fingerprint, service, false, startsAt, at, labels, by, seen);
    }

    private static Map<String, String> labels(SloAlert burn, Optional<String> flag) {
        Map<String, String> labels = new TreeMap<>(Map.of(
                "alertname", "SloBurn " + burn.slo() + " (" + burn.objective() + "), " + burn.rule(),
                "slo", burn.slo(),
                "objective", burn.objective(),
                "rule", burn.rule(),
                "severity", burn.severity().name().toLowerCase(Locale.ROOT)));
        flag.ifPresent(name -> labels.put("flag", name));
        return labels;
    }

    /// Whether it is for somebody now, and not only for working hours.
    public boolean pages() {
        String severity = labels.getOrDefault("severity", "").toLowerCase(Locale.ROOT);
        return !severity.equals("ticket") && !severity.equals("warning");
    }

    /// Flags whose calls showed it, as `environment/key`; empty when that may be any of its service.
    public Set<String> flags() {
        String flag = source == AlertSource.SLO ? labels.get("flag") : null;
        return flag == null ? Set.of() : Set.of(flag);
    }

    /// Title of an incident that it opens.
    public String title() {
        if (source == AlertSource.SLO) {
            return "The error budget of " + labels.get("slo") + " (" + labels.get("objective") + ") burns";
        }
        return summary.isBlank() ? name() : name() + ": " + summary;
    }

    /// Its name.
    public String name() {
        return labels.getOrDefault("alertname", "alert");
    }

    /// Its name in a timeline, with its status: what is told again is there once.
    public String entryName() {
        return entryName(fingerprint, startsAt, firing);
    }

    static String entryName(String fingerprint, Instant startsAt, boolean firing) {
        return "alert:" + fingerprint + ":" + startsAt + ":" + (firing ? "firing" : "resolved");
    }

    /// When what it tells of happened.
    public Instant at() {
        return firing ? startsAt : endsAt;
    }

    public String words() {
        String severity = labels.containsKey("severity") ? " (" + labels.get("severity") + ")" : "";
        return name() + severity + (firing ? " fires" : " is resolved") + (summary.isBlank() ? "" : ": " + summary);
    }

    String labelsJson() {
        return JsonMapper.shared().writeValueAsString(labels);
    }

    private static String summary(Map<String, String> annotations) {
        return SUMMARIES.stream()
                .filter(annotations::containsKey)
                .map(annotations::get)
                .findFirst()
                .orElse("");
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.propertyStream().forEach(entry -> texts.put(kept(entry.getKey()), text(entry.getValue())));
        return texts;
    }

    private static String text(JsonNode value) {
        return kept(value.isValueNode() ? value.asString("") : value.toString());
    }

    /* PostgreSQL keeps no NUL in texts. */
    private static String kept(String text) {
        return text.replace("\0", "");
    }

    private static Instant instant(JsonNode node, Instant fallback) {
        try {
            Instant read = OffsetDateTime.parse(node.asString("")).toInstant();
            boolean kept = !read.isBefore(Instant.EPOCH) && read.isBefore(LATEST);
            return kept ? read.truncatedTo(ChronoUnit.MICROS) : fallback;
        } catch (DateTimeException e) {
            return fallback;
        }
    }
}
