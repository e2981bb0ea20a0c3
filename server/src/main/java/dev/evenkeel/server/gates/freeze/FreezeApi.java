// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.freeze;

import dev.evenkeel.files.freeze.FreezeCodec;
import dev.evenkeel.files.freeze.FreezeJson;
import dev.evenkeel.files.freeze.FreezeRule;
import dev.evenkeel.files.json.Faults;
import dev.evenkeel.server.foundation.problems.RequestFaults;
import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Needs;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The freeze calendar over HTTP (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/freezes")
class FreezeApi {
    private final Freezes freezes;

    FreezeApi(Freezes freezes) {
        this.freezes = freezes;
    }

    /// The calendar.
    record View(List<FreezeJson> windows) {
        static View of(List<FreezeRule> rules) {
            return new View(rules.stream().map(FreezeJson::of).toList());
        }
    }

    @GetMapping
    View show() {
        return View.of(freezes.list());
    }

    /// The windows sent are all there are.
    @PutMapping
    @Needs(Right.OPERATE)
    @Takes(Calendar.class)
    View replace(@RequestBody JsonNode body, @RequestParam(defaultValue = "") String reason, Caller.Actor caller) {
        return View.of(freezes.put(read(body), true, reason, caller.name()));
    }

    /// The windows sent are added, or replace those of the same names.
    @PatchMapping
    @Needs(Right.OPERATE)
    @Takes(Calendar.class)
    View add(@RequestBody JsonNode body, @RequestParam(defaultValue = "") String reason, Caller.Actor caller) {
        return View.of(freezes.put(read(body), false, reason, caller.name()));
    }

    /// Takes a window away.
    @DeleteMapping("/{name}")
    @Needs(Right.OPERATE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String name, @RequestParam(defaultValue = "") String reason, Caller.Actor caller) {
        freezes.remove(name, reason, caller.name());
    }

    private static List<FreezeRule> read(JsonNode body) {
        var faults = new Faults();
        List<FreezeRule> rules = FreezeCodec.read(body, faults);
        RequestFaults.throwIfAny(faults, "The calendar stays as it is.");
        return rules;
    }
}
