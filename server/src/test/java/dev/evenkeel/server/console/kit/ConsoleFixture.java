// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import dev.evenkeel.server.console.rollout.RolloutPageController;
import dev.evenkeel.server.console.rollout.RolloutPageData;
import dev.evenkeel.server.console.rollout.RolloutPageSource;
import dev.evenkeel.server.console.rollout.SimulatedRollout;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// The console without a server: simulated rollouts, the part of the HTTP API that its script uses, and the
/// documentation.
public final class ConsoleFixture implements AutoCloseable {
    private final Rollouts rollouts = new Rollouts();
    private final ConfigurableApplicationContext context;

    public ConsoleFixture(int port, Clock clock) {
        context = new SpringApplicationBuilder(
                        FixtureConfiguration.class,
                        ConsoleWebConfig.class,
                        JteViewResolver.class,
                        RolloutPageController.class)
                .initializers(started -> {
                    started.getBeanFactory().registerSingleton("source", rollouts);
                    started.getBeanFactory().registerSingleton("clock", clock);
                })
                .properties(Map.of(
                        "server.port", port,
                        "server.address", "127.0.0.1",
                        "spring.config.name", "console-fixture",
                        "spring.main.banner-mode", "off",
                        "spring.web.resources.add-mappings", false,
                        "logging.level.root", "WARN"))
                .run();
    }

    public String address() {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    public void add(SimulatedRollout rollout) {
        rollouts.all.put(rollout.id(), rollout);
    }

    /// Lets a rollout receive no further outcomes.
    public void stopOutcomes(String id) {
        rollouts.silent.add(id);
    }

    /// Ends every stream and removes every rollout.
    public void clear() {
        dropStreams();
        rollouts.all.clear();
        rollouts.silent.clear();
    }

    /// Advances a rollout by one second and notifies every open page.
    public void tick(String id) {
        rollouts.publishEvent(id, "tick", rollouts.get(id).tick());
    }

    /// Confirms the rollback of the last SDK without notifying pages.
    public void confirmRollback(String id) {
        rollouts.get(id).confirmRollback();
    }

    public void dropStreams() {
        rollouts.streams.values().forEach(streams -> {
            streams.forEach(ConsoleFixture::drop);
            streams.clear();
        });
    }

    private static void drop(ServerResponse.SseBuilder stream) {
        try {
            stream.complete();
        } catch (IllegalStateException e) {
            /* The browser disconnected, and the web server has closed the stream. */
        }
    }

    @Override
    public void close() {
        dropStreams();
        context.close();
    }

    static final class Rollouts implements RolloutPageSource {
        private final Map<String, SimulatedRollout> all = new ConcurrentHashMap<>();
        private final List<String> silent = new CopyOnWriteArrayList<>();
        private final Map<String, List<ServerResponse.SseBuilder>> streams = new ConcurrentHashMap<>();

        SimulatedRollout get(String id) {
            return Optional.ofNullable(all.get(id)).orElseThrow();
        }

        @Override
        public Optional<RolloutPageData> find(String id) {
            return Optional.ofNullable(all.get(id)).map(rollout -> rollout.pageData(silent.contains(id)));
        }

        @Override
        public List<Rollout> listNewest() {
            return all.values().stream().map(rollout -> rollout.rollout(false)).toList();
        }

        void publishEvent(String id, String event, Object data) {
            List<ServerResponse.SseBuilder> open = streams.getOrDefault(id, List.of());
            for (ServerResponse.SseBuilder stream : List.copyOf(open)) {
                try {
                    stream.event(event).data(data);
                } catch (IOException | IllegalStateException e) {
                    /* The page disconnected; it reads missed events when it reconnects. */
                    open.remove(stream);
                }
            }
        }

        ServerResponse openEventStream(String id) {
            return ServerResponse.sse(
                    stream -> {
                        var open = streams.computeIfAbsent(id, ignored -> new CopyOnWriteArrayList<>());
                        open.add(stream);
                        stream.onComplete(() -> open.remove(stream));
                        try {
                            stream.comment("open").send();
                        } catch (IOException e) {
                            stream.error(e);
                        }
                    },
                    Duration.ofHours(1));
        }
    }

    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        JacksonAutoConfiguration.class
    })
    static final class FixtureConfiguration {
        @Bean
        RouterFunction<ServerResponse> api(Rollouts rollouts) {
            return RouterFunctions.route()
                    .GET(
                            "/api/v1/rollouts/{id}/ticks",
                            request -> ServerResponse.ok()
                                    .body(rollouts.get(request.pathVariable("id"))
                                            .ticksAfter(after(request), 1_000)))
                    .GET(
                            "/api/v1/rollouts/{id}/events",
                            request -> rollouts.openEventStream(request.pathVariable("id")))
                    .GET("/api/v1/rollouts/{id}/replay", request -> replay(rollouts.get(request.pathVariable("id"))))
                    .POST(
                            "/api/v1/rollouts/{id}/abort",
                            request -> handleAction(rollouts, request, SimulatedRollout::abort))
                    .POST(
                            "/api/v1/rollouts/{id}/approve",
                            request -> handleAction(rollouts, request, SimulatedRollout::approve))
                    .build();
        }

        private static ServerResponse replay(SimulatedRollout rollout) {
            int ticks = rollout.ticksAfter(0, Integer.MAX_VALUE).size();
            return ServerResponse.ok().body(Map.of("ticks", ticks, "identical", true));
        }

        private static long after(ServerRequest request) {
            return Long.parseLong(request.param("after").orElse("0"));
        }

        private static ServerResponse handleAction(
                Rollouts rollouts, ServerRequest request, BiConsumer<SimulatedRollout, String> carryOut)
                throws Exception {
            String id = request.pathVariable("id");
            carryOut.accept(
                    rollouts.get(id), String.valueOf(request.body(Map.class).get("reason")));
            rollouts.publishEvent(id, "rollout", Map.of("id", id));
            return ServerResponse.ok().body(Map.of("id", id));
        }
    }

    /// Shows every state live: `ConsoleFixture PORT`.
    public static void main(String[] arguments) throws Exception {
        ConsoleFixture fixture = new ConsoleFixture(Integer.parseInt(arguments[0]), Clock.systemUTC());
        Instant now = Instant.now();
        fixture.add(new SimulatedRollout("fresh", SimulatedRollout.Scenario.GOOD, now));
        fixture.add(new SimulatedRollout("baseline", SimulatedRollout.Scenario.GOOD, now.minusSeconds(25)).advance(25));
        fixture.add(new SimulatedRollout("healthy", SimulatedRollout.Scenario.GOOD, now.minusSeconds(76)).advance(76));
        fixture.add(new SimulatedRollout("bad", SimulatedRollout.Scenario.BAD, now.minusSeconds(100)).advance(72));
        fixture.add(new SimulatedRollout("done", SimulatedRollout.Scenario.GOOD, now.minusSeconds(300)).advance(160));
        fixture.add(new SimulatedRollout("silent", SimulatedRollout.Scenario.GOOD, now.minusSeconds(77)).advance(70));
        fixture.stopOutcomes("silent");
        fixture.add(
                new SimulatedRollout("waiting", SimulatedRollout.Scenario.WAITING, now.minusSeconds(80)).advance(80));
        while (!Thread.interrupted()) {
            Thread.sleep(Duration.ofSeconds(1));
            fixture.tick("baseline");
            fixture.tick("healthy");
        }
    }
}
