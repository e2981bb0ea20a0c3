// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.doctor;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.evenkeel.engine.doctor.DatabaseFacts;
import dev.evenkeel.engine.doctor.JavaRuntime;
import dev.evenkeel.engine.doctor.OpenFiles;
import dev.evenkeel.engine.doctor.ServerProcess;
import dev.evenkeel.server.foundation.database.maintenance.SetAsideRows;
import dev.evenkeel.server.foundation.limits.Limits;
import dev.evenkeel.server.foundation.security.access.Needs;
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
class DoctorApi {
    private static final JsonMapper JSON = new JsonMapper();

    private final ServerFacts facts;
    private final Limits limits;
    private final SetAsideRows setAside;
    private final JdbcClient jdbc;
    private final Clock clock;

    DoctorApi(ServerFacts facts, Limits limits, SetAsideRows setAside, JdbcClient jdbc, Clock clock) {
        this.facts = facts;
        this.limits = limits;
        this.setAside = setAside;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// @param database as [DatabaseFacts] has it
    /// @param setAside rows that could not be counted, by table
    record Answer(ServerProcess server, JsonNode database, List<SetAsideRows.Kept> setAside) {}

    @GetMapping("/api/v1/doctor")
    @Needs(Right.ADMINISTER)
    Answer look() {
        JsonNode database =
                JSON.readTree(jdbc.sql(DatabaseFacts.QUERY).query(String.class).single());
        return new Answer(process(), database, setAside.kept());
    }

    private ServerProcess process() {
        ServerFacts.Running running = facts.running();
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new ServerProcess(
                running.version(),
                new JavaRuntime(
                        Runtime.version().feature(), running.java(), System.getProperty("java.vendor", "no vendor")),
                Runtime.getRuntime().maxMemory(),
                system.getTotalMemorySize(),
                files(system),
                streams(),
                running.embedded(),
                running.clockAhead().toMillis(),
                clock.instant());
    }

    private static OpenFiles files(OperatingSystemMXBean system) {
        return system instanceof UnixOperatingSystemMXBean unix
                ? new OpenFiles(unix.getOpenFileDescriptorCount(), unix.getMaxFileDescriptorCount())
                : new OpenFiles(0, 0);
    }

    private int streams() {
        return limits.all().stream()
                .filter(bound -> bound.name().equals("streams"))
                .mapToInt(bound -> (int) bound.most())
                .findFirst()
                .orElse(0);
    }
}
