// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Needs;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The forecast ledger over HTTP (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/forecasts")
class ForecastApi {
    private static final int MOST = 1_000;

    private final Forecasts forecasts;

    ForecastApi(Forecasts forecasts) {
        this.forecasts = forecasts;
    }

    @GetMapping
    List<ForecastView> list(
            @RequestParam(name = "class", defaultValue = "") String eventClass,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(defaultValue = "100") int limit) {
        return forecasts.newest(eventClass, open, Math.clamp(limit, 1, MOST)).stream()
                .map(this::view)
                .toList();
    }

    @GetMapping("/scores")
    List<ScoreView> scores(@RequestParam(name = "class", defaultValue = "") String eventClass) {
        return forecasts.scores(eventClass).stream().map(ScoreView::of).toList();
    }

    @GetMapping("/{id}")
    ForecastView one(@PathVariable String id) {
        return view(forecasts.get(id));
    }

    @PostMapping
    @Needs(
            value = {Right.AUTHOR, Right.OPERATE, Right.APPROVE},
            scope = Needs.Scope.ANY)
    @ResponseStatus(HttpStatus.CREATED)
    @Takes(ForecastBodies.New.class)
    ForecastView make(@RequestBody JsonNode body, Caller.Actor caller) {
        return view(forecasts.make(body, caller));
    }

    @PostMapping("/{id}/supersede")
    @Needs(
            value = {Right.AUTHOR, Right.OPERATE, Right.APPROVE},
            scope = Needs.Scope.ANY)
    @ResponseStatus(HttpStatus.CREATED)
    @Takes(ForecastBodies.Next.class)
    ForecastView supersede(
            @PathVariable String id, @RequestBody(required = false) @Nullable JsonNode body, Caller.Actor caller) {
        return view(forecasts.supersede(id, body, caller));
    }

    @PostMapping("/{id}/resolve")
    @Needs(
            value = {Right.AUTHOR, Right.OPERATE, Right.APPROVE},
            scope = Needs.Scope.ANY)
    @Takes(ForecastBodies.Resolution.class)
    ForecastView resolve(
            @PathVariable String id, @RequestBody(required = false) @Nullable JsonNode body, Caller.Actor caller) {
        return view(forecasts.resolve(id, body, caller));
    }

    private ForecastView view(KeptForecast kept) {
        return ForecastView.of(kept, forecasts.now());
    }
}
