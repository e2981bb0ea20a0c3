// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.console;

import dev.evenkeel.benchmarks.jmh.FlagDefinitionGenerator;
import dev.evenkeel.examples.demo.client.JsonHttpClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Seeder that fills the audit log with flag edits, as fast as the server accepts them: one in 50 in the
/// environment with all flags, the others in small additional environments, where an edit costs less. Each
/// environment has one editor, so that no edit overtakes another.
final class AuditLogSeeder {
    private static final int SMALL_ENVIRONMENTS = 3;
    private static final int SMALL = 10;
    private static final int HERE_OF = 50;
    private static final int TELL_EVERY = 1_000;

    private final JsonHttpClient api;
    private final SeedSize size;
    private final AtomicLong done = new AtomicLong();

    AuditLogSeeder(JsonHttpClient api, SeedSize size) {
        this.api = api;
        this.size = size;
    }

    /// Returns the name of a flag with many edits.
    String editedFlag() {
        return ServerDataSeeder.flag(size.firstFreeFlag() + 1);
    }

    /// Adds edits until the audit log has the required number of entries.
    void fillAuditLog() throws IOException, InterruptedException {
        long missing = Math.max(0, size.auditEntries() - newestEntry());
        long here = missing / HERE_OF;
        long each = (missing - here) / SMALL_ENVIRONMENTS + 1;
        List<ParallelRequests.RequestTask<Boolean>> editors = new ArrayList<>();
        editors.add(() -> edit(SeededData.ENVIRONMENT, size.firstFreeFlag() + 1, size.flags() - 1, here));
        for (int i = 0; i < SMALL_ENVIRONMENTS; i++) {
            String environment = "region-" + i;
            api.post("/api/v1/environments", Map.of("name", environment));
            api.putText("/api/v1/environments/" + environment + "/flags", FlagDefinitionGenerator.withProbe(SMALL, 0));
            editors.add(() -> edit(environment, 0, SMALL, each));
        }
        ParallelRequests.runAll(editors);
    }

    /// Returns the number of the newest entry.
    long newestEntry() throws IOException, InterruptedException {
        return api.get("/api/v1/audit?limit=1").at("/entries/0/number").asLong();
    }

    private boolean edit(String environment, int from, int to, long times) throws IOException, InterruptedException {
        for (long i = 0; i < times; i++) {
            String path = "/api/v1/environments/" + environment + "/flags/" + ServerDataSeeder.flag(flag(from, to, i));
            api.putText(path + "?reason=edit%20" + i, """
                    {"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"%s","metadata":{"edit":%d}}""".formatted(i % 2 == 0 ? "on" : "off", i));
            long all = done.incrementAndGet();
            if (all % TELL_EVERY == 0) {
                System.err.println("    " + all);
            }
        }
        return true;
    }

    /* Every second edit is of the first flag, which so gets a long history. */
    private static int flag(int from, int to, long time) {
        return from + (int) (time % 2 == 0 ? 0 : (time / 2) % (to - from));
    }
}
