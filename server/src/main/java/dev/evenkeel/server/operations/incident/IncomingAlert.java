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

/// An alert from Alertmanager or from a burn-rate rule.
///
/// @param source source of the alert
/// @param fingerprint fingerprint of the labels; together with the start it identifies the alert
/// @param service key of the service in the label `service`; `unassigned` without one
/// @param firing true while it fires, false when it is resolved
/// @param startsAt when it started to fire, by the clock of Prometheus
/// @param endsAt when it ended; not meaningful while it fires
/// @param labels all labels
/// @param summary summary for users; may be empty
/// @param endConfirmed whether the harm ended; false if the alert only ended because it is no longer evaluated
public record IncomingAlert(
        AlertSourceType source,
        String fingerprint,
        String service,
        boolean firing,
        Instant startsAt,
        Instant endsAt,
        Map<String, String> labels,
        String summary,
        boolean endConfirmed) {
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /* Annotation names in use across Alertmanager configurations; the first one present is used. */
    private static final List<String> SUMMARIES = List.of("summary", "description", "message");

    /// Parses an alert leniently: missing or mistyped fields get defaults and unknown fields are ignored,
    /// because a rejected alert would be lost.
    ///
    /// @param now start time of an alert that has none
    public static IncomingAlert parse(JsonNode json, Instant now) {
        Map<String, String> labels = texts(json.path("labels"));
        String fingerprint = text(json.path("fingerprint"));
        boolean firing = !"resolved".equals(json.path("status").asString(""));
        Instant startsAt = instant(json.path("startsAt"), now);
        return new IncomingAlert(
                AlertSourceType.ALERTMANAGER,
                fingerprint.isBlank() ? "labels:" + labels : fingerprint,
                labels.getOrDefault("service", Service.UNASSIGNED),
                firing,
                startsAt,
                instant(json.path("endsAt"), now),
                labels,
                findSummary(texts(json.path("annotations"))),
                true);
    }

    /// Returns the alerts of a burn-rate rule: its start and, if it ended, its end.
    ///
    /// @param flag flag whose calls the SLO counts, as `environment/key`; empty when it counts something else
    public static List<IncomingAlert> listFromBurnAlert(SloAlert burn, Optional<String> flag) {
        IncomingAlert incomingAlert = new IncomingAlert(
                AlertSourceType.SLO,
                "burn:" + burn.id(),
                burn.service(),
                true,
                burn.startedAt(),
                burn.startedAt(),
                labels(burn, flag),
                burn.startEvidence(),
                true);
        Instant endedAt = burn.endedAt();
        return endedAt == null
                ? List.of(incomingAlert)
                : List.of(
                        incomingAlert,
                        incomingAlert.toEnded(endedAt, String.valueOf(burn.endEvidence()), burn.hasRecovered()));
    }

    private IncomingAlert toEnded(Instant at, String by, boolean seen) {
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

    /// Returns whether the alert pages someone now; otherwise it is for working hours.
    public boolean isPage() {
        String severity = labels.getOrDefault("severity", "").toLowerCase(Locale.ROOT);
        return !severity.equals("ticket") && !severity.equals("warning");
    }

    /// Returns flags whose calls triggered the alert, as `environment/key`; empty when it may be any flag of
    /// the service.
    public Set<String> flags() {
        String flag = source == AlertSourceType.SLO ? labels.get("flag") : null;
        return flag == null ? Set.of() : Set.of(flag);
    }

    /// Returns the title of an incident that the alert opens.
    public String title() {
        if (source == AlertSourceType.SLO) {
            return labels.get("slo") + " (" + labels.get("objective") + ") is burning its error budget";
        }
        return summary.isBlank() ? name() : name() + ": " + summary;
    }

    /// Returns the name of the alert.
    public String name() {
        return labels.getOrDefault("alertname", "alert");
    }

    /// Returns the key of its timeline entry, which includes the status: a repeated notification adds no second
    /// entry.
    public String entryName() {
        return entryName(fingerprint, startsAt, firing);
    }

    static String entryName(String fingerprint, Instant startsAt, boolean firing) {
        return "alert:" + fingerprint + ":" + startsAt + ":" + (firing ? "firing" : "resolved");
    }

    /// Returns when the alert started or ended.
    public Instant occurredAt() {
        return firing ? startsAt : endsAt;
    }

    public String describe() {
        String severity = labels.containsKey("severity") ? " (" + labels.get("severity") + ")" : "";
        return name() + severity + (firing ? " is firing" : " is resolved") + (summary.isBlank() ? "" : ": " + summary);
    }

    String labelsJson() {
        return JsonMapper.shared().writeValueAsString(labels);
    }

    private static String findSummary(Map<String, String> annotations) {
        return SUMMARIES.stream()
                .filter(annotations::containsKey)
                .map(annotations::get)
                .findFirst()
                .orElse("");
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.propertyStream().forEach(entry -> texts.put(stripNul(entry.getKey()), text(entry.getValue())));
        return texts;
    }

    private static String text(JsonNode value) {
        return stripNul(value.isValueNode() ? value.asString("") : value.toString());
    }

    /* PostgreSQL rejects NUL characters in text. */
    private static String stripNul(String text) {
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
