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
        description = {
            "Prints a completion script for bash or zsh.",
            "The script completes commands, options, values and files, without a server.",
            "",
            "Examples:",
            "  ./evenkeel completion bash > ~/.local/share/bash-completion/completions/evenkeel",
            "  ./evenkeel completion zsh > ~/.evenkeel-completion.zsh",
            "",
            "For zsh, add to .zshrc: source ~/.evenkeel-completion.zsh",
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

    @Parameters(paramLabel = "SHELL", description = "Shell: bash or zsh.")
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
