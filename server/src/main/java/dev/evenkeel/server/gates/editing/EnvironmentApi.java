// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.server.flags.definition.NewDefinition;
import dev.evenkeel.server.flags.definition.Replacement;
import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.flags.flag.RevisionTag;
import dev.evenkeel.server.foundation.problems.Conflict;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Needs;
import dev.evenkeel.server.foundation.security.access.Right;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Makes environments.
@RestController
@RequestMapping("/api/v1/environments")
class EnvironmentApi {
    private static final String NO_FLAGS = "{\"flags\": {}}";

    private final Flags flags;

    EnvironmentApi(Flags flags) {
        this.flags = flags;
    }

    /// Makes the environment `name`, without flags or with those of the environment `from`.
    @PostMapping
    @Needs(Right.ADMINISTER)
    @ResponseStatus(HttpStatus.CREATED)
    @Takes(AuthoringBodies.NewEnvironment.class)
    Replacement create(@RequestBody String body, Caller.Actor admin) {
        JsonNode order = Requests.object(body);
        String name = RevisionTag.requireName(Requests.text(order, "name"));
        if (flags.environments().contains(name)) {
            throw new Conflict(
                    ErrorCode.ENVIRONMENT_EXISTS,
                    "There is an environment " + name + " already. Nothing was changed.",
                    "Take another name, or change its flags.");
        }
        String definition = order.path("from").isMissingNode()
                ? NO_FLAGS
                : flags.current(Requests.text(order, "from")).authored();
        return flags.replaceDefinition(
                name,
                NewDefinition.asItIs(definition),
                0L,
                admin.name(),
                order.path("reason").asString(""));
    }
}
