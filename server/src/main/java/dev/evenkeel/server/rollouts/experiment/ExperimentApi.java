// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.json.JsonFields;
import dev.evenkeel.server.foundation.problems.RequestFaults;
import dev.evenkeel.server.foundation.schema.Answers;
import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.FlagOwners;
import dev.evenkeel.server.foundation.security.access.Needs;
import dev.evenkeel.server.foundation.security.access.Right;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Experiments over HTTP (docs/reference/http-api.md).
@RestController
class ExperimentApi {
    private final Experiments experiments;
    private final Clock clock;
    private final FlagOwners owners;

    ExperimentApi(Experiments experiments, Clock clock, FlagOwners owners) {
        this.owners = owners;
        this.experiments = experiments;
        this.clock = clock;
    }

    @PostMapping("/api/v1/environments/{environment}/experiments")
    @Needs(value = Right.AUTHOR, scope = Needs.Scope.BODY)
    @Answers(status = 201)
    @Takes(ExperimentBodies.Start.class)
    ResponseEntity<ExperimentView.Whole> start(
            @PathVariable String environment, @RequestBody JsonNode order, Caller.Actor caller) {
        caller.require(
                Right.AUTHOR, owners.ofFlag(environment, order.path("flag").asString("")));
        Experiment started = experiments.start(environment, order, caller.name());
        return ResponseEntity.created(URI.create("/api/v1/experiments/" + started.id()))
                .body(whole(started));
    }

    @GetMapping("/api/v1/experiments")
    List<ExperimentView> all() {
        return experiments.list().stream()
                .map(experiment -> ExperimentView.of(experiment, experiment.reading(), clock.instant()))
                .toList();
    }

    @GetMapping("/api/v1/experiments/{id}")
    ExperimentView.Whole one(@PathVariable String id) {
        return whole(experiments.get(id));
    }

    @GetMapping("/api/v1/experiments/{id}/looks")
    List<LookView> looks(@PathVariable String id) {
        return LookView.all(experiments.get(id).plan(), experiments.looks(id));
    }

    @GetMapping("/api/v1/experiments/{id}/looks.csv")
    @Answers(text = "text/csv")
    ResponseEntity<String> csv(@PathVariable String id) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"experiment-" + id + ".csv\"")
                .body(LookView.csv(looks(id)));
    }

    @PostMapping("/api/v1/experiments/{id}/stop")
    @Needs(value = Right.STOP, scope = Needs.Scope.ANY)
    @Takes(ExperimentBodies.Stop.class)
    ExperimentView.Whole stop(
            @PathVariable String id, @RequestBody(required = false) @Nullable JsonNode body, Caller.Actor caller) {
        var faults = new Faults();
        String reason = new JsonFields(body, "", faults).text("reason", "");
        RequestFaults.throwIfAny(faults, "The experiment was not stopped.");
        return whole(experiments.stop(id, reason, caller.name()));
    }

    private ExperimentView.Whole whole(Experiment experiment) {
        return ExperimentView.Whole.of(experiment, experiments.notices(experiment), clock.instant());
    }
}
