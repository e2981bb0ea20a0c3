// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.ManifestService;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The list of flags, the page of one, and what that page asks while somebody types.
@Controller
final class FlagPageController {
    private final FlagDetailsQueries source;
    private final FlagPageQueries desk;
    private final ManifestService manifests;
    private final Clock clock;

    FlagPageController(FlagDetailsQueries source, FlagPageQueries desk, ManifestService manifests, Clock clock) {
        this.source = source;
        this.desk = desk;
        this.manifests = manifests;
        this.clock = clock;
    }

    @GetMapping("/flags")
    String list(
            @RequestParam Map<String, String> asked, Caller.Actor caller, Model model, HttpServletResponse response) {
        List<String> environments = source.environments();
        var search = FlagListPageModel.Search.of(asked, FlagDetailsQueries.usual(environments));
        if (!environments.contains(search.environment()) && !environments.isEmpty()) {
            return missing("environment", search.environment(), model, response);
        }
        List<FlagDetails> flags = environments.isEmpty()
                ? List.of()
                : source.all(search.environment()).flags();
        model.addAttribute("page", FlagListPageModel.of(search, environments, flags, clock.instant()));
        model.addAttribute("mayMake", caller.grants().allowSomewhere(Right.AUTHOR));
        return "flag/list";
    }

    @GetMapping("/flags/{environment}/{key}")
    String one(
            @PathVariable String environment,
            @PathVariable String key,
            Caller.Actor caller,
            Model model,
            HttpServletResponse response) {
        Optional<FlagDetailsQueries.EnvironmentFlag> read = source.one(environment, key);
        if (read.isEmpty()) {
            return missing("flag", key, model, response);
        }
        FlagDetails flag = read.get().facts();
        model.addAttribute(
                "page",
                new FlagPageModel(
                        flag,
                        read.get().revision(),
                        read.get().evaluators(),
                        read.get().text(),
                        desk.service(flag),
                        desk.history(flag),
                        desk.may(flag, caller),
                        manifests
                                .findOrigin("Flag", new ManifestObjectName(environment, key))
                                .orElse(null),
                        clock.instant()));
        return "flag/detail";
    }

    /// What the flag says to somebody. The context is in the body, since it may be about a person.
    @PostMapping("/flags/{environment}/{key}/try")
    @RequiresRight(value = Right.VIEW, scope = RequiresRight.Scope.ANY)
    String tried(
            @PathVariable String environment,
            @PathVariable String key,
            @RequestParam(defaultValue = "") String targetingKey,
            @RequestParam(defaultValue = "") String context,
            Model model) {
        String delivered = source.delivered(environment);
        model.addAttribute("tried", FlagEvaluationPreview.of(delivered, key, targetingKey, context, clock.instant()));
        return "flag/evaluationPreview";
    }

    /// What would come of saving a text as the flag's.
    ///
    /// @param from the revision that its author began from
    @PostMapping("/flags/{environment}/{key}/check")
    @RequiresRight(value = Right.VIEW, scope = RequiresRight.Scope.ANY)
    String checked(
            @PathVariable String environment,
            @PathVariable String key,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "0") long from,
            Model model) {
        model.addAttribute("draft", FlagEditPreview.of(desk.check(environment, key, text, from)));
        return "flag/editPreview";
    }

    /// The form of a new flag.
    @GetMapping("/flags/new")
    String make(
            @RequestParam(defaultValue = "") String environment,
            Caller.Actor caller,
            Model model,
            HttpServletResponse response) {
        List<String> environments = source.environments();
        String asked = environment.isEmpty() ? FlagDetailsQueries.usual(environments) : environment;
        if (!environments.contains(asked)) {
            return missing("environment", asked, model, response);
        }
        model.addAttribute(
                "page",
                new NewFlagPageModel(environments, asked, caller.grants().allowSomewhere(Right.AUTHOR)));
        return "flag/create";
    }

    /// What would come of making a flag as the form has it.
    @PostMapping("/flags/new/check")
    @RequiresRight(value = Right.VIEW, scope = RequiresRight.Scope.ANY)
    String checkedNew(@RequestParam MultiValueMap<String, String> fields, Caller.Actor caller, Model model) {
        model.addAttribute("made", desk.checkNew(NewFlagForm.of(fields), caller));
        return "flag/createPreview";
    }

    /// What is known of a flag's use, and whether it may be deleted.
    @GetMapping("/flags/{environment}/{key}/deletion")
    String deletion(@PathVariable String environment, @PathVariable String key, Model model) {
        model.addAttribute("deletion", desk.deletion(environment, key, clock.instant()));
        return "flag/deletionPreview";
    }

    private static String missing(String kind, String name, Model model, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        model.addAttribute("id", name);
        model.addAttribute("kind", kind);
        model.addAttribute("all", "/flags");
        return "kit/notFound";
    }
}
