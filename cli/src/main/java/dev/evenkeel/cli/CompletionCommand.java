// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The `evenkeel completion` command: prints shell completion scripts for commands, options, values and files.
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints a script by which a shell completes commands, options, their values, and files. It asks no server.",
            "",
            "Examples:",
            "  ./evenkeel completion bash > ~/.local/share/bash-completion/completions/evenkeel",
            "  ./evenkeel completion zsh > ~/.evenkeel-completion.zsh",
            "",
            "zsh reads the file when .zshrc says: source ~/.evenkeel-completion.zsh",
            ""
        })
final class CompletionCommand implements Callable<Integer> {
    /// The supported shells.
    enum Shell {
        BASH,
        ZSH
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell = Shell.BASH;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (shell == Shell.ZSH) {
            out.println("autoload -Uz compinit bashcompinit && compinit && bashcompinit");
        }
        out.println(AutoComplete.bash("evenkeel", EvenkeelCli.commandLine()));
        out.flush();
        return 0;
    }
}
