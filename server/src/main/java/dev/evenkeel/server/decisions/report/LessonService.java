// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.decisions.forecast.ForecastService;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.OnBehalfOfFieldReader;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import dev.evenkeel.server.gates.gate.GateChangeRecorder;
import dev.evenkeel.server.operations.incident.IncidentQueries;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/// A service that stores the lessons that users record about changes.
@Component
class LessonService {
    private final LessonRepository lessonRepository;
    private final FlagService flags;
    private final ForecastService forecasts;
    private final IncidentQueries incidents;
    private final GateChangeRecorder recorder;

    LessonService(
            LessonRepository lessonRepository,
            FlagService flags,
            ForecastService forecasts,
            IncidentQueries incidents,
            GateChangeRecorder recorder) {
        this.lessonRepository = lessonRepository;
        this.flags = flags;
        this.forecasts = forecasts;
        this.incidents = incidents;
        this.recorder = recorder;
    }

    /// Validates and stores a lesson.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when the environment does not exist
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    @Transactional
    Lesson add(String environment, String flag, @Nullable JsonNode body, Caller.Actor caller) {
        flags.getSnapshot(environment);
        var errors = new ValidationErrors();
        JsonObjectReader fields =
                new JsonObjectReader(body, "", errors).rejectUnknownFields(Set.of("lesson", "relatedTo", "onBehalfOf"));
        String text = fields.text("lesson", "").strip();
        if (text.isEmpty()) {
            errors.add(fields.pointerTo("lesson"), "is missing", "state the lesson in one sentence");
        }
        String relatedTo = fields.text("relatedTo", "");
        if (incidents.findById(relatedTo).isEmpty()
                && forecasts.findById(relatedTo).isEmpty()) {
            errors.add(
                    fields.pointerTo("relatedTo"),
                    relatedTo.isEmpty() ? "is missing" : "unknown forecast or incident " + relatedTo,
                    "set the ID of a forecast (f-...) or of an incident (i-...)");
        }
        String person = OnBehalfOfFieldReader.readPerson(fields, caller, "records lessons");
        ValidationErrorMapper.throwIfAny(errors, "The lesson was not recorded.");
        var lesson = new Lesson(IdAndSecretGenerator.newId("l-"), recorder.now(), person, text, relatedTo);
        lessonRepository.insert(environment, flag, lesson);
        recorder.record(
                new GateChangeRecorder.AuditEntryAttributes(
                        caller.name(), "change.lesson-added", environment + "/" + flag, text),
                null,
                lesson);
        return lesson;
    }
}
