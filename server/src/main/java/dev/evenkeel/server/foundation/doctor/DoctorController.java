// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.doctor;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.evenkeel.api.HealthApi.DiagnosticFactsResponse;
import dev.evenkeel.engine.doctor.DatabaseInfo;
import dev.evenkeel.engine.doctor.JavaRuntimeInfo;
import dev.evenkeel.engine.doctor.OpenFileLimit;
import dev.evenkeel.engine.doctor.ServerProcessInfo;
import dev.evenkeel.server.foundation.database.maintenance.QuarantinedRowRepository;
import dev.evenkeel.server.foundation.limits.LimitRegistry;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// HTTP endpoint for diagnostics of this server and its database. Contains no secrets.
@RestController
class DoctorController {
    private static final JsonMapper JSON = new JsonMapper();

    private final DiagnosticFactsQueries diagnosticFactsQueries;
    private final LimitRegistry limits;
    private final QuarantinedRowRepository quarantine;
    private final JdbcClient jdbc;
    private final Clock clock;

    DoctorController(
            DiagnosticFactsQueries diagnosticFactsQueries,
            LimitRegistry limits,
            QuarantinedRowRepository quarantine,
            JdbcClient jdbc,
            Clock clock) {
        this.diagnosticFactsQueries = diagnosticFactsQueries;
        this.limits = limits;
        this.quarantine = quarantine;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Returns diagnostics of this server and its database, without secrets.
    @GetMapping("/api/v1/doctor")
    @RequiresRight(Right.ADMINISTER)
    DiagnosticFactsResponse getDiagnostics() {
        DatabaseInfo database =
                JSON.readValue(jdbc.sql(DatabaseInfo.QUERY).query(String.class).single(), DatabaseInfo.class);
        return new DiagnosticFactsResponse(toProcessInfo(), database, quarantine.countByTable());
    }

    private ServerProcessInfo toProcessInfo() {
        DiagnosticFactsQueries.RuntimeInfo running = diagnosticFactsQueries.getRuntimeInfo();
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new ServerProcessInfo(
                running.version(),
                new JavaRuntimeInfo(
                        Runtime.version().feature(), running.java(), System.getProperty("java.vendor", "no vendor")),
                Runtime.getRuntime().maxMemory(),
                system.getTotalMemorySize(),
                toOpenFileLimit(system),
                streamLimit(),
                running.embeddedDatabase(),
                running.clockAhead().toMillis(),
                clock.instant());
    }

    private static OpenFileLimit toOpenFileLimit(OperatingSystemMXBean system) {
        return system instanceof UnixOperatingSystemMXBean unix
                ? new OpenFileLimit(unix.getOpenFileDescriptorCount(), unix.getMaxFileDescriptorCount())
                : new OpenFileLimit(0, 0);
    }

    private int streamLimit() {
        return limits.listAll().stream()
                .filter(bound -> bound.name().equals("streams"))
                .mapToInt(bound -> (int) bound.limit())
                .findFirst()
                .orElse(0);
    }
}
