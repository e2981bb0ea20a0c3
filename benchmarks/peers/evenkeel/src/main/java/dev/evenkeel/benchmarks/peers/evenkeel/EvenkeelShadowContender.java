// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.peers.evenkeel;

import dev.evenkeel.benchmarks.contest.ShadowContender;
import dev.evenkeel.benchmarks.contest.ShadowPaths;
import dev.evenkeel.benchmarks.contest.ShadowedCall;
import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.FlagdDefinitionRenderer;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.ShadowConfig;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.EvenkeelConfig;
import dev.evenkeel.sdk.GuardedChange;
import dev.evenkeel.sdk.ShadowOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// A guarded change that shadows every call, started from a file without a server.
public final class EvenkeelShadowContender implements ShadowContender {
    private static final URI NOBODY = URI.create("http://127.0.0.1:9");
    private static final String USER = "3b241101-e2bb-4255-8caf-4136c566a962";
    private static final String FLAG = "shadowed";
    private static final String DEFINITION = """
            {"flags": {"shadowed":
              {"state": "ENABLED", "variants": {"old": 1, "new": 2}, "defaultVariant": "old"}}}""";

    @Override
    public String name() {
        return "Evenkeel";
    }

    @Override
    public Class<?> library() {
        return Evenkeel.class;
    }

    @Override
    public String settings() {
        return "every call shadowed; defaults otherwise: 2 threads, 100 calls may wait, time limit 1 s";
    }

    @Override
    public ShadowedCall open(ShadowPaths paths, boolean shadowing) {
        Evenkeel evenkeel = start(shadowing);
        GuardedChange<String, String> change = evenkeel.<String, String>guardedChange(FLAG)
                .control("old", paths.control())
                .candidate("new", paths.candidate())
                .shadowing(ShadowOptions.comparing(paths.same()))
                .build();
        return new ShadowedCall() {
            @Override
            public String answer(String argument) {
                return change.run(EvaluationContext.of(USER), argument);
            }

            @Override
            public void close() {
                evenkeel.close();
            }
        };
    }

    private static Evenkeel start(boolean shadowing) {
        ShadowConfig terms = shadowing ? new ShadowConfig(Percent.parse("100"), Percent.NONE) : null;
        var rollout = new RolloutSplit("r", "old", "new", Percent.NONE, "seed", 1, Duration.ZERO, null, terms);
        try {
            Path file = Files.createTempFile("evenkeel-shadow", ".json");
            Files.writeString(file, FlagdDefinitionRenderer.render(DEFINITION, Map.of(FLAG, rollout)));
            var evenkeel = Evenkeel.start(EvenkeelConfig.builder(NOBODY, "none")
                    .bootstrapFile(file)
                    .startTimeout(Duration.ZERO)
                    .build());
            Files.delete(file);
            return evenkeel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
