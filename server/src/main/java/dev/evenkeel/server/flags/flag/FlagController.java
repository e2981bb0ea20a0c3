// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.api.EnvironmentApi.EnvironmentListResponse;
import dev.evenkeel.api.FlagApi.ExperimentSplitResponse;
import dev.evenkeel.api.FlagApi.FlagResponse;
import dev.evenkeel.api.FlagApi.RolloutSplitResponse;
import dev.evenkeel.api.FlagApi.SplitResponse;
import dev.evenkeel.api.FlagApi.VariantShareResponse;
import dev.evenkeel.api.FlagSpec;
import dev.evenkeel.core.flag.split.ExperimentSplit;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.server.flags.definition.ParsedFlagSet;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.schema.OpenApiResponseSchema;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// HTTP endpoints that return flag definitions as plain flagd JSON, with the revision as ETag.
@RestController
@RequestMapping("/api/v1/environments")
class FlagController {
    private final FlagService flags;

    FlagController(FlagService flags) {
        this.flags = flags;
    }

    /// Lists the names of all environments, in alphabetical order.
    @GetMapping
    EnvironmentListResponse listEnvironments() {
        return new EnvironmentListResponse(flags.listEnvironments());
    }

    /// Returns the flag definition as authored or, with `delivered=true`, as services receive it.
    @GetMapping(path = "/{environment}/flags")
    @OpenApiResponseSchema(FlagSpec.FlagSetDefinition.class)
    ResponseEntity<byte[]> getDefinition(
            @PathVariable String environment, @RequestParam(defaultValue = "false") boolean delivered) {
        EnvironmentSnapshot snapshot = flags.getSnapshot(environment);
        String text = delivered ? snapshot.delivered() : snapshot.authored();
        return ResponseEntity.ok()
                .eTag(snapshot.etag())
                .contentType(MediaType.APPLICATION_JSON)
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Returns a flag as authored, with the split of the rollout or experiment that runs on it.
    @GetMapping("/{environment}/flags/{key}")
    ResponseEntity<FlagResponse> getFlag(@PathVariable String environment, @PathVariable String key) {
        EnvironmentSnapshot snapshot = flags.getSnapshot(environment);
        JsonNode flag = ParsedFlagSet.ofStored(snapshot.authored()).flag(key);
        if (flag.isMissingNode()) {
            throw new NotFoundException(
                    ProblemCode.FLAG_NOT_FOUND,
                    "Environment " + environment + " has no flag \"" + key + "\".",
                    "To list the flags: ./evenkeel flag list --environment " + environment);
        }
        RunningSplit split = snapshot.splits().get(key);
        return ResponseEntity.ok()
                .eTag(snapshot.etag())
                .body(new FlagResponse(key, snapshot.revision(), flag, split == null ? null : toResponse(split)));
    }

    private static SplitResponse toResponse(RunningSplit split) {
        return switch (split) {
            case RolloutSplit rollout ->
                new RolloutSplitResponse(
                        rollout.rollout(),
                        rollout.control(),
                        rollout.candidate(),
                        rollout.exposure().basisPoints(),
                        rollout.seed(),
                        rollout.revision(),
                        rollout.warmUp().toMillis());
            case ExperimentSplit experiment ->
                new ExperimentSplitResponse(
                        experiment.experiment(),
                        experiment.seed(),
                        experiment.revision(),
                        experiment.parts().stream()
                                .map(part -> new VariantShareResponse(
                                        part.variant(), part.share().basisPoints()))
                                .toList(),
                        experiment.goals(),
                        experiment.covariate());
        };
    }
}
