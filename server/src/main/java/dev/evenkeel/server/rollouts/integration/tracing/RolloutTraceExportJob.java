// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.integration.tracing;

import dev.evenkeel.server.foundation.config.OtlpOptions;
import dev.evenkeel.server.foundation.config.ServerStartOptions;
import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutChangedEvent;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// A background job that exports completed spans of rollouts with new decisions, if the environment configures
/// a collector. Runs on its own thread, so an unavailable collector delays nothing: it causes log messages, and
/// lost spans when too many rollouts are pending.
@Component
class RolloutTraceExportJob implements DisposableBean {
    private static final int MOST = 1_000;
    private static final long PATIENCE_SECONDS = 15;

    private final RolloutQueries rollouts;
    private final @Nullable SpanExporter exporter;
    private final Resource resource;
    private final BackgroundJob job;
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<String>> sent = new LinkedHashMap<>();

    RolloutTraceExportJob(RolloutQueries rollouts, ServerStartOptions options, BackgroundJobs jobs) {
        OtlpOptions otlp = options.otlp();
        this.rollouts = rollouts;
        this.exporter = otlp == null ? null : exporter(otlp);
        this.resource = Resource.create(Attributes.builder()
                .put("service.name", otlp == null ? "" : otlp.service())
                .build());
        this.job = jobs.add(BackgroundJob.builder("rollout trace export", Duration.ofSeconds(10), this::runOnce));
    }

    private static SpanExporter exporter(OtlpOptions otlp) {
        OtlpHttpSpanExporterBuilder builder = OtlpHttpSpanExporter.builder()
                .setEndpoint(otlp.endpointFor("traces").toString());
        otlp.headers().forEach(builder::addHeader);
        return builder.build();
    }

    @EventListener
    void wake(RolloutChangedEvent event) {
        if (exporter != null && event.decided() && changed.size() < MOST) {
            changed.add(event.rollout());
            job.runSoon();
        }
    }

    /// Exports new spans of each changed rollout; retries failed exports.
    void runOnce() {
        for (String id : List.copyOf(changed)) {
            changed.remove(id);
            boolean taken = rollouts.find(id).map(this::export).orElse(true);
            if (!taken) {
                changed.add(id);
            }
        }
    }

    private boolean export(Rollout rollout) {
        Set<String> before = sent.computeIfAbsent(rollout.id(), ignored -> new HashSet<>());
        List<SpanData> fresh = RolloutTraceBuilder.build(resource, rollout, rollouts.listDecisions(rollout)).stream()
                .filter(span -> !before.contains(span.getSpanId()))
                .<SpanData>map(span -> span)
                .toList();
        boolean taken = fresh.isEmpty() || export(fresh);
        if (taken) {
            fresh.forEach(span -> before.add(span.getSpanId()));
        }
        if (sent.size() > MOST) {
            sent.remove(sent.keySet().iterator().next());
        }
        return taken;
    }

    private boolean export(List<SpanData> spans) {
        return exporter == null
                || exporter.export(spans)
                        .join(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .isSuccess();
    }

    @Override
    public void destroy() {
        if (exporter != null) {
            exporter.shutdown();
        }
    }
}
