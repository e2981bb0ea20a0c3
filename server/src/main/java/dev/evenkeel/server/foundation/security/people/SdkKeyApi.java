// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Needs;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.security.access.SdkKey;
import dev.evenkeel.server.foundation.security.access.SdkKeys;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Keys of services over HTTP (docs/reference/access.md).
@RestController
@RequestMapping("/api/v1/environments/{environment}/sdk-keys")
class SdkKeyApi {
    private final ServiceKeys keys;
    private final Clock clock;

    SdkKeyApi(ServiceKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /// @param sdkKey its text, which is shown here and nowhere else
    record Made(String environment, String sdkKey, SdkKey info) {}

    @GetMapping
    @Needs({Right.ADMINISTER, Right.OPERATE})
    List<SdkKey> list(@PathVariable String environment) {
        return keys.list(environment);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(Right.ADMINISTER)
    @Takes(PeopleBodies.Key.class)
    Made create(
            @PathVariable String environment,
            @RequestBody(required = false) @Nullable JsonNode body,
            Caller.Actor caller) {
        SdkKeys.Made made = keys.create(environment, PeopleOrders.key(body, clock.instant()), caller.name());
        return new Made(environment, made.text(), made.key());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs(Right.ADMINISTER)
    void end(@PathVariable String environment, @PathVariable String id, Caller.Actor caller) {
        keys.end(environment, id, caller.name());
    }
}
