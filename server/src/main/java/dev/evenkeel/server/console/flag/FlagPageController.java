// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.server.console.kit.PageNotFoundException;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.ManifestService;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Controller of the flag list, of the flag pages and of their live previews.
@Controller
final class FlagPageController {
    private final FlagDetailsQueries source;
    private final FlagPageQueries flagPageQueries;
    private final ManifestService manifests;
    private final Clock clock;

    FlagPageController(
            FlagDetailsQueries source, FlagPageQueries flagPageQueries, ManifestService manifests, Clock clock) {
        this.source = source;
        this.flagPageQueries = flagPageQueries;
        this.manifests = manifests;
        this.clock = clock;
    }

    @GetMapping("/flags")
    String list(@RequestParam Map<String, String> asked, Caller.Actor caller, Model model)
            throws PageNotFoundException {
        List<String> environments = source.listEnvironments();
        var search = FlagListPageModel.Search.of(asked, FlagDetailsQueries.defaultEnvironment(environments));
        if (!environments.contains(search.environment()) && !environments.isEmpty()) {
            throw new PageNotFoundException("environment", search.environment(), "/flags");
        }
        List<FlagDetails> flags = environments.isEmpty()
                ? List.of()
                : source.listFlags(search.environment()).flags();
        model.addAttribute("page", FlagListPageModel.of(search, environments, flags, clock.instant()));
        model.addAttribute("mayMake", caller.grants().hasRightAnywhere(Right.AUTHOR));
        return "flag/list";
    }

    @GetMapping("/flags/{environment}/{key}")
    String show(@PathVariable String environment, @PathVariable String key, Caller.Actor caller, Model model)
            throws PageNotFoundException {
        FlagDetailsQueries.EnvironmentFlag read =
                source.findFlag(environment, key).orElseThrow(() -> new PageNotFoundException("flag", key, "/flags"));
        FlagDetails flag = read.details();
        model.addAttribute(
                "page",
                new FlagPageModel(
                        flag,
                        read.revision(),
                        read.evaluators(),
                        read.text(),
                        flagPageQueries.findService(flag),
                        flagPageQueries.listHistory(flag),
                        flagPageQueries.getPermissions(flag, caller),
                        manifests
                                .findOrigin("Flag", new ManifestObjectName(environment, key))
                                .orElse(null),
                        clock.instant()));
        return "flag/detail";
    }

    /// Evaluates the flag for a context. The context is in the request body, because it may contain personal
    /// data.
    @PostMapping("/flags/{environment}/{key}/evaluate")
    @RequiresRight(value = Right.VIEW, scope = RequiresRight.ServiceSource.ANY)
    String previewEvaluation(
            @PathVariable String environment,
            @PathVariable String key,
            @RequestParam(defaultValue = "") String targetingKey,
            @RequestParam(defaultValue = "") String context,
            Model model) {
        String delivered = source.getDeliveredDefinition(environment);
        model.addAttribute(
                "tried", FlagEvaluationPreview.evaluate(delivered, key, targetingKey, context, clock.instant()));
        return "flag/evaluationPreview";
    }

    /// Previews saving a text as the flag's definition.
    ///
    /// @param from revision that the edit is based on
    @PostMapping("/flags/{environment}/{key}/check")
    @RequiresRight(value = Right.VIEW, scope = RequiresRight.ServiceSource.ANY)
    String validate(
            @PathVariable String environment,
            @PathVariable String key,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "0") long from,
            Model model) {
        model.addAttribute("draft", FlagEditPreview.of(flagPageQueries.validate(environment, key, text, from)));
        return "flag/editPreview";
    }

    /// Shows the form for a new flag.
    @GetMapping("/flags/new")
    String showNewForm(@RequestParam(defaultValue = "") String environment, Caller.Actor caller, Model model)
            throws PageNotFoundException {
        List<String> environments = source.listEnvironments();
        String asked = environment.isEmpty() ? FlagDetailsQueries.defaultEnvironment(environments) : environment;
        if (!environments.contains(asked)) {
            throw new PageNotFoundException("environment", asked, "/flags");
        }
        model.addAttribute(
                "page",
                new NewFlagPageModel(environments, asked, caller.grants().hasRightAnywhere(Right.AUTHOR)));
        return "flag/create";
    }

    /// Previews the creation of a flag from the form.
    @PostMapping("/flags/new/check")
    @RequiresRight(value = Right.VIEW, scope = RequiresRight.ServiceSource.ANY)
    String validateNew(@RequestParam MultiValueMap<String, String> fields, Caller.Actor caller, Model model) {
        model.addAttribute("made", flagPageQueries.validateNew(NewFlagForm.of(fields), caller));
        return "flag/createPreview";
    }

    /// Shows the usage of a flag and whether it may be deleted.
    @GetMapping("/flags/{environment}/{key}/deletion")
    String showDeletion(@PathVariable String environment, @PathVariable String key, Model model) {
        model.addAttribute("deletion", flagPageQueries.previewDeletion(environment, key, clock.instant()));
        return "flag/deletionPreview";
    }
}
