// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.api.EnvironmentApi.CreateEnvironmentRequest;
import dev.evenkeel.api.FlagApi.FlagSetUpdateResult;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoint that creates environments.
@RestController
@RequestMapping("/api/v1/environments")
class CreateEnvironmentController {
    private static final String NO_FLAGS = "{\"flags\": {}}";

    private final FlagService flags;

    CreateEnvironmentController(FlagService flags) {
        this.flags = flags;
    }

    /// Creates an environment, empty or with the flags of another one; rejected if the name exists.
    @PostMapping
    @RequiresRight(Right.ADMINISTER)
    @ResponseStatus(HttpStatus.CREATED)
    FlagSetUpdateResult create(JsonRequest<CreateEnvironmentRequest> body, Caller.Actor admin) {
        CreateEnvironmentRequest request = body.orThrow("The environment was not created.");
        String name = request.name();
        if (flags.listEnvironments().contains(name)) {
            throw new ConflictException(
                    ProblemCode.ENVIRONMENT_EXISTS,
                    "Environment " + name + " already exists. The environment was not created.",
                    "Choose another name. To list the environments: ./evenkeel environment list");
        }
        String definition = request.from() == null
                ? NO_FLAGS
                : flags.getSnapshot(request.from()).authored();
        return flags.replaceDefinition(
                name, definition, 0L, admin.name(), Objects.requireNonNullElse(request.reason(), ""));
    }
}
