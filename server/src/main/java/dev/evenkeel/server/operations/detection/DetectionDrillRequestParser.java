// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.detection.DetectionDrill;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Parser of requests that record or end a detection drill.
final class DetectionDrillRequestParser {
    private static final Set<String> FIELDS =
            Set.of("service", "cause", "phase", "injectedAt", "endedAt", "detectionWindow", "note");
    private static final int LONGEST = 4_000;
    private static final Duration DETECTION_WINDOW = Duration.ofMinutes(15);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(1);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final JsonObjectReader fields;
    private final Instant now;

    private DetectionDrillRequestParser(JsonObjectReader fields, Instant now) {
        this.fields = fields;
        this.now = now;
    }

    /// A drill without an id.
    record NewDetectionDrill(
            String service,
            String cause,
            DetectionDrill.RemediationPhase phase,
            Instant injectedAt,
            @Nullable Instant endedAt,
            Duration detectionWindow,
            String note) {
        DetectionDrill toDrill(String id) {
            return new DetectionDrill(id, service, cause, phase, injectedAt, endedAt, detectionWindow, note);
        }
    }

    /// Parses a drill.
    ///
    /// @param known returns whether a service is known
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    static NewDetectionDrill parse(JsonNode body, Instant now, Predicate<String> known) {
        var detectionDrillRequestParser = new DetectionDrillRequestParser(
                new JsonObjectReader(body, "", new ValidationErrors()).rejectUnknownFields(FIELDS), now);
        NewDetectionDrill newDetectionDrill = detectionDrillRequestParser.readDrill(known);
        ValidationErrorMapper.throwIfAny(detectionDrillRequestParser.fields.errors(), "The drill was not recorded.");
        return newDetectionDrill;
    }

    /// Parses the end time of a fault. The default is the current time.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    static Instant parseEnd(@Nullable JsonNode body, Instant now) {
        var detectionDrillRequestParser = new DetectionDrillRequestParser(
                new JsonObjectReader(body, "", new ValidationErrors()).rejectUnknownFields(Set.of("endedAt")), now);
        Instant read = detectionDrillRequestParser.readPast("endedAt");
        ValidationErrorMapper.throwIfAny(detectionDrillRequestParser.fields.errors(), "The drill was not changed.");
        return read == null ? now : read;
    }

    private NewDetectionDrill readDrill(Predicate<String> known) {
        String service = requireText("service", "give the key of the service in which you injected the fault");
        if (!service.isEmpty() && !known.test(service)) {
            addError(
                    "service",
                    "must be a known service, got \"" + service + "\"",
                    "use a service of ./evenkeel service list, or a service with an SLO");
        }
        Instant injectedAt = readPast("injectedAt");
        if (injectedAt == null && fields.find("injectedAt") == null) {
            addError("injectedAt", "is missing", "give the time when the fault began");
        }
        Instant endedAt = readPast("endedAt");
        if (injectedAt != null && endedAt != null && endedAt.isBefore(injectedAt)) {
            addError("endedAt", "must not be before injectedAt, got " + endedAt, "give a later time");
        }
        return new NewDetectionDrill(
                service,
                requireText("cause", "use the name of the cause in incidents"),
                phase(),
                injectedAt == null ? now : injectedAt,
                endedAt,
                detectionWindow(),
                text("note"));
    }

    private DetectionDrill.RemediationPhase phase() {
        String text = fields.text("phase", "");
        return switch (text) {
            case "before" -> DetectionDrill.RemediationPhase.BEFORE;
            case "after" -> DetectionDrill.RemediationPhase.AFTER;
            default -> {
                String got =
                        fields.find("phase") == null ? "is missing" : "must be before or after, got \"" + text + "\"";
                addError("phase", got, "use before or after: the drill ran before or after the cause was fixed");
                yield DetectionDrill.RemediationPhase.BEFORE;
            }
        };
    }

    private Duration detectionWindow() {
        Duration read = fields.duration("detectionWindow", DETECTION_WINDOW);
        if (read.isNegative() || read.compareTo(LONGEST_WINDOW) > 0) {
            addError(
                    "detectionWindow",
                    "must be PT0S to P1D, got " + read,
                    "give the time after the end of the fault in which a signal counts; default " + DETECTION_WINDOW);
        }
        return read;
    }

    private String requireText(String name, String remedy) {
        String text = text(name).strip();
        if (text.isEmpty()) {
            addError(name, fields.find(name) == null ? "is missing" : "must not be blank", remedy);
        }
        return text;
    }

    private String text(String name) {
        String text = fields.text(name, "");
        if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
            addError(name, "must have at most " + LONGEST + " characters and no NUL", "shorten it");
        }
        return text;
    }

    private @Nullable Instant readPast(String name) {
        String text = fields.text(name, "");
        if (text.isEmpty()) {
            return null;
        }
        try {
            Instant read = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
            if (read.isAfter(now.plus(CLOCKS_DIFFER))) {
                addError(name, "must not be in the future, got " + read, "give a past time");
            }
            return read;
        } catch (DateTimeException e) {
            addError(
                    name,
                    "must be a UTC timestamp such as \"2026-11-25T18:40:03Z\", got \"" + text + "\"",
                    "use this format");
            return null;
        }
    }

    private void addError(String name, String message, String remedy) {
        fields.errors().add(fields.pointerTo(name), message, remedy);
    }
}
