// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.api.ExperimentApi.ExperimentDetailResponse;
import dev.evenkeel.api.ExperimentApi.ExperimentResponse;
import dev.evenkeel.api.ExperimentApi.InterimAnalysisResponse;
import dev.evenkeel.api.ExperimentApi.StartExperimentRequest;
import dev.evenkeel.api.ExperimentApi.StopExperimentRequest;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.schema.OpenApiResponseSchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.FlagOwnerResolver;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// The endpoints for experiments (docs/reference/http-api.md).
@RestController
class ExperimentController {
    private final ExperimentService experiments;
    private final Clock clock;
    private final FlagOwnerResolver owners;

    ExperimentController(ExperimentService experiments, Clock clock, FlagOwnerResolver owners) {
        this.owners = owners;
        this.experiments = experiments;
        this.clock = clock;
    }

    /// Starts an experiment; rejected if a gate is closed or a rollout or experiment uses the flag.
    @PostMapping("/api/v1/environments/{environment}/experiments")
    @RequiresRight(value = Right.AUTHOR, scope = RequiresRight.ServiceSource.BODY)
    @OpenApiResponseSchema(status = 201)
    ResponseEntity<ExperimentDetailResponse> start(
            @PathVariable String environment, JsonRequest<StartExperimentRequest> body, Caller.Actor caller) {
        StartExperimentRequest given = body.peek();
        caller.requireRight(
                Right.AUTHOR,
                owners.listOwningServices(environment, given == null || given.flag() == null ? "" : given.flag()));
        Experiment started = experiments.start(environment, body, caller.name());
        return ResponseEntity.created(URI.create("/api/v1/experiments/" + started.id()))
                .body(toDetailResponse(started));
    }

    /// Lists all experiments with their results, newest first.
    @GetMapping("/api/v1/experiments")
    List<ExperimentResponse> list() {
        return experiments.list().stream()
                .map(experiment -> ExperimentResponses.of(experiment, clock.instant()))
                .toList();
    }

    /// Returns an experiment with its results and notices about its flag.
    @GetMapping("/api/v1/experiments/{id}")
    ExperimentDetailResponse get(@PathVariable String id) {
        return toDetailResponse(experiments.get(id));
    }

    /// Lists the interim analyses of an experiment, by goal, treatment and number of units.
    @GetMapping("/api/v1/experiments/{id}/interim-analyses")
    List<InterimAnalysisResponse> listAnalyses(@PathVariable String id) {
        return InterimAnalysisResponses.listOf(experiments.get(id).plan(), experiments.listAnalyses(id));
    }

    /// Exports the interim analyses of an experiment as CSV.
    @GetMapping("/api/v1/experiments/{id}/interim-analyses.csv")
    @OpenApiResponseSchema(text = "text/csv")
    ResponseEntity<String> exportCsv(@PathVariable String id) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"experiment-" + id + ".csv\"")
                .body(InterimAnalysisResponses.toCsv(listAnalyses(id)));
    }

    /// Stops an experiment: its flag is no longer split, and the results are kept.
    @PostMapping("/api/v1/experiments/{id}/stop")
    @RequiresRight(value = Right.STOP, scope = RequiresRight.ServiceSource.ANY)
    ExperimentDetailResponse stop(
            @PathVariable String id, JsonRequest<StopExperimentRequest> body, Caller.Actor caller) {
        String reason = Objects.requireNonNullElse(
                body.orThrow("The experiment was not stopped.").reason(), "");
        return toDetailResponse(experiments.stop(id, reason, caller.name()));
    }

    private ExperimentDetailResponse toDetailResponse(Experiment experiment) {
        return ExperimentResponses.of(experiment, experiments.listNotices(experiment), clock.instant());
    }
}
