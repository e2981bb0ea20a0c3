// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.comparison;

import dev.evenkeel.benchmarks.jvm.LoggedProcess;
import dev.evenkeel.benchmarks.report.GitCommit;
import java.io.IOException;
import java.nio.file.Path;

/// A commit checked out into a separate folder and built there. Closing it deletes the folder.
final class CommitBuild implements AutoCloseable {
    private final Path home;
    private final Path folder;

    private CommitBuild(Path home, Path folder) {
        this.home = home;
        this.folder = folder;
    }

    /// Checks out and builds a commit. Takes minutes.
    ///
    /// @param home the root of the repository
    /// @param work an existing folder for the working tree and the log
    /// @throws IOException when the commit does not exist or its build fails; the folder is deleted then
    static CommitBuild create(Path home, Path work, String commit) throws IOException, InterruptedException {
        Path folder = work.resolve("commit");
        GitCommit.run(home, "worktree", "add", "--detach", folder.toString(), commit);
        var build = new CommitBuild(home, folder);
        try {
            build.run(work.resolve("build.log"));
            return build;
        } catch (IOException | InterruptedException e) {
            build.close();
            throw e;
        }
    }

    /// Returns the root of the built working tree.
    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        GitCommit.run(home, "worktree", "remove", "--force", folder.toString());
    }

    private void run(Path log) throws IOException, InterruptedException {
        var program = new ProcessBuilder(folder.resolve("evenkeel").toString(), "bench", "--help");
        LoggedProcess.run("the build", program.directory(folder.toFile()), log);
    }
}
