// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.evenkeel.cli.Shells.ShellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the completion scripts in their shells.
class CompletionTest {
    @TempDir
    private Path folder;

    private List<String> inBash(String... words) throws IOException, InterruptedException {
        Path script = script("bash");
        String typed =
                String.join(" ", List.of(words).stream().map(Shells::quote).toList());
        ShellResult ended = Shells.run(
                "cd " + folder + "; source " + script + "; COMP_WORDS=(./evenkeel " + typed + "); COMP_CWORD="
                        + words.length
                        + "; $(complete -p evenkeel | sed 's/.* -F \\([^ ]*\\) .*/\\1/') 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\"",
                Map.of());
        return ended.out().lines().map(String::strip).toList();
    }

    private Path script(String shell) throws IOException {
        CliResult result = CliResult.of("completion", shell);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return Files.write(folder.resolve("completion." + shell), result.out());
    }

    @Test
    void bashCompletesCommandsOptionsValuesAndFiles() throws IOException, InterruptedException {
        Files.createFile(folder.resolve("rollback.yaml"));

        assertThat(inBash("roll")).containsExactly("rollout", "rollback-plan");
        assertThat(inBash("rollout", "st")).containsExactly("start");
        assertThat(inBash("channel", "re")).containsExactly("redeliver");
        assertThat(inBash("rollout", "start", "payment-core", "--ti")).containsExactly("--timeout");
        assertThat(inBash("channel", "create", "pager", "--kind", "P")).containsExactly("PAGERDUTY");
        assertThat(inBash("audit", "export", "--out", "roll")).containsExactly("rollback.yaml");
        assertThat(inBash("nonsense", "x")).isEqualTo(inBash("x"));
    }

    @Test
    void zshCompletesCommands() throws IOException, InterruptedException {
        assumeTrue(Shells.hasPrograms("zsh", "script"), "no zsh: its script was not tried");
        Path script = script("zsh");
        Files.writeString(folder.resolve(".zshrc"), "PS1='> '; source " + script + "\n");

        ShellResult ended = Shells.runOnTerminal("""
                cat > FOLDER/try.zsh <<'TRY'
                zmodload zsh/zpty
                zpty shell "ZDOTDIR=FOLDER zsh -i"
                zpty -w shell "cd FOLDER; echo re''ady"
                zpty -r -m shell seen '*ready*'
                zpty -w -n shell $'evenkeel rollout sta\\t'
                zpty -r -m shell seen '*rollout start*' && print completed
                TRY
                timeout 60 zsh -f FOLDER/try.zsh
                """.replace("FOLDER", folder.toString()), Map.of(), "");

        assertThat(ended.out()).contains("completed");
    }
}
