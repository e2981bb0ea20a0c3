// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.detection.DetectionDrill;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.RequestValidation;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a request says of a drill, read field by field.
final class DetectionDrillRequestParser {
    private static final Set<String> FIELDS =
            Set.of("service", "cause", "phase", "injectedAt", "endedAt", "patience", "note");
    private static final int LONGEST = 4_000;
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration MOST_PATIENCE = Duration.ofDays(1);
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
            DetectionDrill.Phase phase,
            Instant injectedAt,
            @Nullable Instant endedAt,
            Duration patience,
            String note) {
        DetectionDrill drill(String id) {
            return new DetectionDrill(id, service, cause, phase, injectedAt, endedAt, patience, note);
        }
    }

    /// Reads a drill.
    ///
    /// @param known whether anybody has heard of a service
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with everything that is wrong
    static NewDetectionDrill read(JsonNode body, Instant now, Predicate<String> known) {
        var order = new DetectionDrillRequestParser(
                new JsonObjectReader(body, "", new ValidationErrors()).only(FIELDS), now);
        NewDetectionDrill told = order.told(known);
        RequestValidation.throwIfAny(order.fields.faults(), "Nothing was recorded.");
        return told;
    }

    /// Reads when a fault ended; the present when the body does not say.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with everything that is wrong
    static Instant end(@Nullable JsonNode body, Instant now) {
        var order = new DetectionDrillRequestParser(
                new JsonObjectReader(body, "", new ValidationErrors()).only(Set.of("endedAt")), now);
        Instant read = order.past("endedAt");
        RequestValidation.throwIfAny(order.fields.faults(), "Nothing was changed.");
        return read == null ? now : read;
    }

    private NewDetectionDrill told(Predicate<String> known) {
        String service = required("service", "give the key of the service that it was injected into");
        if (!service.isEmpty() && !known.test(service)) {
            fault(
                    "service",
                    "names no service that is known, got \"" + service + "\"",
                    "name one of ./evenkeel service list, or one that an SLO is about");
        }
        Instant injectedAt = past("injectedAt");
        if (injectedAt == null && fields.find("injectedAt") == null) {
            fault("injectedAt", "is missing", "say when the fault began");
        }
        Instant endedAt = past("endedAt");
        if (injectedAt != null && endedAt != null && endedAt.isBefore(injectedAt)) {
            fault("endedAt", "must not be before injectedAt, got " + endedAt, "give the later one as endedAt");
        }
        return new NewDetectionDrill(
                service,
                required("cause", "name the cause in the words that incidents use for it"),
                phase(),
                injectedAt == null ? now : injectedAt,
                endedAt,
                patience(),
                text("note"));
    }

    private DetectionDrill.Phase phase() {
        String text = fields.text("phase", "");
        return switch (text) {
            case "before" -> DetectionDrill.Phase.BEFORE;
            case "after" -> DetectionDrill.Phase.AFTER;
            default -> {
                String got =
                        fields.find("phase") == null ? "is missing" : "must be before or after, got \"" + text + "\"";
                fault("phase", got, "say whether this is before or after the work against the cause");
                yield DetectionDrill.Phase.BEFORE;
            }
        };
    }

    private Duration patience() {
        Duration read = fields.duration("patience", PATIENCE);
        if (read.isNegative() || read.compareTo(MOST_PATIENCE) > 0) {
            fault(
                    "patience",
                    "must be PT0S to P1D, got " + read,
                    "say how long after its end a fault may still be noticed; the usual is " + PATIENCE);
        }
        return read;
    }

    private String required(String name, String remedy) {
        String text = text(name).strip();
        if (text.isEmpty()) {
            fault(name, fields.find(name) == null ? "is missing" : "must not be blank", remedy);
        }
        return text;
    }

    private String text(String name) {
        String text = fields.text(name, "");
        if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
            fault(name, "must be at most " + LONGEST + " characters and none of them NUL", "shorten it");
        }
        return text;
    }

    private @Nullable Instant past(String name) {
        String text = fields.text(name, "");
        if (text.isEmpty()) {
            return null;
        }
        try {
            Instant read = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
            if (read.isAfter(now.plus(CLOCKS_DIFFER))) {
                fault(name, "must not be in the future, got " + read, "say it when it has happened");
            }
            return read;
        } catch (DateTimeException e) {
            fault(name, "must be an instant such as \"2026-11-25T18:40:03Z\", got \"" + text + "\"", "write it in UTC");
            return null;
        }
    }

    private void fault(String name, String message, String remedy) {
        fields.faults().add(fields.at(name), message, remedy);
    }
}
