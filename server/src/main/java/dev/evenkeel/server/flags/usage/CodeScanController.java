// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import dev.evenkeel.api.FlagUsageApi.CodeScan;
import dev.evenkeel.api.FlagUsageApi.CodeScanListResponse;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoints for scans of source code for flag keys. Scans apply to all environments.
@RestController
@RequestMapping("/api/v1/code-references")
class CodeScanController {
    private static final int LONGEST = 200;

    private final CodeScanRepository codeScanRepository;
    private final Clock clock;

    CodeScanController(CodeScanRepository codeScanRepository, Clock clock) {
        this.codeScanRepository = codeScanRepository;
        this.clock = clock;
    }

    /// Replaces the code scan of a repository with the output of `flag references --json`.
    @PutMapping
    @RequiresRight(Right.AUTHOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void replace(@RequestParam(defaultValue = "") String repository, JsonRequest<CodeScan> body) {
        requireName(repository);
        codeScanRepository.replace(repository, body.orThrow("The code scan was not stored."), clock.instant());
    }

    /// Lists the scanned repositories, by name.
    @GetMapping
    CodeScanListResponse list() {
        return new CodeScanListResponse(codeScanRepository.listRepositories());
    }

    /// Deletes the code scan of a repository; no effect if there is none.
    @DeleteMapping
    @RequiresRight(Right.AUTHOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@RequestParam(defaultValue = "") String repository) {
        requireName(repository);
        codeScanRepository.delete(repository);
    }

    private static void requireName(String repository) {
        if (repository.isBlank()
                || repository.length() > LONGEST
                || repository.chars().anyMatch(Character::isISOControl)) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.MALFORMED,
                    "Invalid repository name \"" + repository + "\".",
                    "Specify ?repository=NAME with 1 to " + LONGEST + " characters, such as payments/core.");
        }
    }
}
