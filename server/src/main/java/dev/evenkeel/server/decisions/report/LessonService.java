// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import dev.evenkeel.api.ReportApi.AddLessonRequest;
import dev.evenkeel.api.ReportApi.Lesson;
import dev.evenkeel.server.decisions.forecast.ForecastService;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.ActingPerson;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import dev.evenkeel.server.gates.gate.GateChangeRecorder;
import dev.evenkeel.server.operations.incident.IncidentQueries;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

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
    Lesson add(String environment, String flag, JsonRequest<AddLessonRequest> body, Caller.Actor caller) {
        flags.getSnapshot(environment);
        AddLessonRequest request = body.orThrow("The lesson was not recorded.", (given, errors) -> {
            String relatedTo = given.relatedTo();
            if (relatedTo != null
                    && incidents.findById(relatedTo).isEmpty()
                    && forecasts.findById(relatedTo).isEmpty()) {
                errors.add(
                        "/relatedTo",
                        "unknown forecast or incident " + relatedTo,
                        "set the ID of a forecast (f-...) or of an incident (i-...)");
            }
            ActingPerson.check("/onBehalfOf", given.onBehalfOf(), caller, "records lessons", errors);
        });
        var lesson = new Lesson(
                IdAndSecretGenerator.newId("l-"),
                recorder.now(),
                ActingPerson.of(request.onBehalfOf(), caller),
                request.lesson().strip(),
                request.relatedTo());
        lessonRepository.insert(environment, flag, lesson);
        recorder.record(
                new GateChangeRecorder.AuditEntryAttributes(
                        caller.name(), "change.lesson-added", environment + "/" + flag, lesson.lesson()),
                null,
                lesson);
        return lesson;
    }
}
