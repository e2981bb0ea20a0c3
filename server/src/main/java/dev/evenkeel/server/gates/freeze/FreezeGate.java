// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.freeze;

import dev.evenkeel.engine.gate.FreezeScope;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.gates.gate.Gate;
import dev.evenkeel.server.gates.gate.GateContext;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The gate for freeze windows: blocks changes during a freeze. Thread-safe.
@Component
public class FreezeGate implements Gate {
    private static final String NAME = "freeze";

    private final FreezeCalendarCache calendars;
    private final ServiceCatalogService services;

    FreezeGate(FreezeCalendarCache calendars, ServiceCatalogService services) {
        this.calendars = calendars;
        this.services = services;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<GateResult> evaluate(GateContext context, Instant now) {
        return List.of(evaluateAt(context, now, now));
    }

    /// Evaluates a change that takes effect at a given time, with the current calendar.
    ///
    /// @param effective now or later
    public GateResult evaluateAt(GateContext context, Instant now, Instant effective) {
        String service = context.service();
        var change = new FreezeScope.ChangeAttributes(
                context.environment(), service, service == null ? null : tier(service), context.changeClass());
        return calendars.getCalendar(now).evaluate(change, effective);
    }

    private @Nullable String tier(String service) {
        return services.findByKey(service)
                .map(known -> String.valueOf(known.tier()))
                .orElse(null);
    }
}
