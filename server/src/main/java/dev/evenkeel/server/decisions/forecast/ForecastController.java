// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.api.ForecastApi.CreateForecastRequest;
import dev.evenkeel.api.ForecastApi.ForecastResponse;
import dev.evenkeel.api.ForecastApi.ForecastScoreResponse;
import dev.evenkeel.api.ForecastApi.ResolveForecastRequest;
import dev.evenkeel.api.ForecastApi.SupersedeForecastRequest;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The endpoints for forecasts (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/forecasts")
class ForecastController {
    private static final int MOST = 1_000;

    private final ForecastService forecasts;

    ForecastController(ForecastService forecasts) {
        this.forecasts = forecasts;
    }

    /// Lists forecasts, newest first; with `open=true`, only those not resolved or superseded.
    @GetMapping
    List<ForecastResponse> list(
            @RequestParam(defaultValue = "") String eventClass,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(defaultValue = "100") int limit) {
        return forecasts.listNewest(eventClass, open, Math.clamp(limit, 1, MOST)).stream()
                .map(this::toResponse)
                .toList();
    }

    /// Lists the scores of past forecasts by event class, in the order of the class names.
    @GetMapping("/scores")
    List<ForecastScoreResponse> listScores(@RequestParam(defaultValue = "") String eventClass) {
        return forecasts.listScores(eventClass).stream()
                .map(ForecastScoreResponses::of)
                .toList();
    }

    /// Returns a forecast with its state and its resolution.
    @GetMapping("/{id}")
    ForecastResponse get(@PathVariable String id) {
        return toResponse(forecasts.get(id));
    }

    /// Creates a forecast, which cannot be changed, only superseded.
    @PostMapping
    @RequiresRight(
            value = {Right.AUTHOR, Right.OPERATE, Right.APPROVE},
            scope = RequiresRight.ServiceSource.ANY)
    @ResponseStatus(HttpStatus.CREATED)
    ForecastResponse create(JsonRequest<CreateForecastRequest> body, Caller.Actor caller) {
        return toResponse(forecasts.create(body, caller));
    }

    /// Supersedes a forecast by a new one of the same event; rejected after the horizon.
    @PostMapping("/{id}/supersede")
    @RequiresRight(
            value = {Right.AUTHOR, Right.OPERATE, Right.APPROVE},
            scope = RequiresRight.ServiceSource.ANY)
    @ResponseStatus(HttpStatus.CREATED)
    ForecastResponse supersede(
            @PathVariable String id, JsonRequest<SupersedeForecastRequest> body, Caller.Actor caller) {
        return toResponse(forecasts.supersede(id, body, caller));
    }

    /// Resolves a forecast, irrevocably; rejected for its author.
    @PostMapping("/{id}/resolve")
    @RequiresRight(
            value = {Right.AUTHOR, Right.OPERATE, Right.APPROVE},
            scope = RequiresRight.ServiceSource.ANY)
    ForecastResponse resolve(@PathVariable String id, JsonRequest<ResolveForecastRequest> body, Caller.Actor caller) {
        return toResponse(forecasts.resolve(id, body, caller));
    }

    private ForecastResponse toResponse(StoredForecast stored) {
        return stored.toResponse(forecasts.now());
    }
}
