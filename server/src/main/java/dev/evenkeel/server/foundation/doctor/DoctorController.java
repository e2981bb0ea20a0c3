// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.doctor;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
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
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What this server and its database say of themselves, over HTTP. No secret is in it.
@RestController
class DoctorController {
    private static final JsonMapper JSON = new JsonMapper();

    private final ServerDiagnostics facts;
    private final LimitRegistry limits;
    private final QuarantinedRowRepository setAside;
    private final JdbcClient jdbc;
    private final Clock clock;

    DoctorController(
            ServerDiagnostics facts,
            LimitRegistry limits,
            QuarantinedRowRepository setAside,
            JdbcClient jdbc,
            Clock clock) {
        this.facts = facts;
        this.limits = limits;
        this.setAside = setAside;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// @param database as [DatabaseInfo] has it
    /// @param setAside rows that could not be counted, by table
    record DoctorResponse(
            ServerProcessInfo server, JsonNode database, List<QuarantinedRowRepository.QuarantinedCount> setAside) {}

    @GetMapping("/api/v1/doctor")
    @RequiresRight(Right.ADMINISTER)
    DoctorResponse look() {
        JsonNode database =
                JSON.readTree(jdbc.sql(DatabaseInfo.QUERY).query(String.class).single());
        return new DoctorResponse(process(), database, setAside.kept());
    }

    private ServerProcessInfo process() {
        ServerDiagnostics.RuntimeInfo running = facts.running();
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new ServerProcessInfo(
                running.version(),
                new JavaRuntimeInfo(
                        Runtime.version().feature(), running.java(), System.getProperty("java.vendor", "no vendor")),
                Runtime.getRuntime().maxMemory(),
                system.getTotalMemorySize(),
                files(system),
                streams(),
                running.embedded(),
                running.clockAhead().toMillis(),
                clock.instant());
    }

    private static OpenFileLimit files(OperatingSystemMXBean system) {
        return system instanceof UnixOperatingSystemMXBean unix
                ? new OpenFileLimit(unix.getOpenFileDescriptorCount(), unix.getMaxFileDescriptorCount())
                : new OpenFileLimit(0, 0);
    }

    private int streams() {
        return limits.all().stream()
                .filter(bound -> bound.name().equals("streams"))
                .mapToInt(bound -> (int) bound.most())
                .findFirst()
                .orElse(0);
    }
}
