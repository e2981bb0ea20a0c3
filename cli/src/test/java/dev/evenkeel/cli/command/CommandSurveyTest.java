// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.cli.CommandListRenderer;
import dev.evenkeel.cli.EvenkeelCli;
import dev.evenkeel.cli.Examples;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Holds every command to the same manners. Who adds a command and meets this test: use a word that is
/// here, or add one with what it means.
class CommandSurveyTest {
    /* Nouns that a person looks for. */
    private static final Set<String> NOUNS = Set.of(
            "flag",
            "rollout",
            "change",
            "slo",
            "gate",
            "incident",
            "cause",
            "risk",
            "capacity",
            "tech",
            "report",
            "audit",
            "key",
            "webhook",
            "profile",
            "completion");

    /* What verbs mean, the same for every noun. */
    private static final Map<String, String> VERBS = Map.ofEntries(
            Map.entry("list", "all of them, the newest first or by name"),
            Map.entry("show", "one of them"),
            Map.entry("create", "makes a new one; refused when it is there"),
            Map.entry("set", "makes it, or changes it to be so"),
            Map.entry("apply", "makes everything so as files say, all or nothing"),
            Map.entry("delete", "takes it away"),
            Map.entry("end", "ends it; it stays on record, and its name is not given again"),
            Map.entry("return", "takes an end back"),
            Map.entry("withdraw", "takes back what one has said"),
            Map.entry("import", "takes over what another system wrote"),
            Map.entry("export", "writes it for others to read"),
            Map.entry("start", "begins something that goes on by itself"),
            Map.entry("stop", "ends what goes on"),
            Map.entry("go", "takes a stop back"),
            Map.entry("abort", "ends a rollout, everybody back on control"),
            Map.entry("confirm", "continues a rollout that is held after a restore"),
            Map.entry("run", "does it, and waits for what comes of it"),
            Map.entry("wait", "waits for the end; the exit code says which"),
            Map.entry("watch", "shows what happens until the end"),
            Map.entry("tail", "prints what happens, without an end"),
            Map.entry("use", "makes it the usual one"),
            Map.entry("record", "tells of something that happened"),
            Map.entry("approve", "says yes, for oneself"),
            Map.entry("review", "judges what was done"),
            Map.entry("test", "tries it now"),
            Map.entry("check", "says what is wrong with files"),
            Map.entry("verify", "says whether somebody changed it"),
            Map.entry("dry-run", "says what would happen"),
            Map.entry("preview", "says what would come of it"),
            Map.entry("replay", "does it again from what was stored"),
            Map.entry("eval", "evaluates one thing"),
            Map.entry("evaluate", "evaluates JSON Lines"),
            Map.entry("calc", "computes, JSON Lines"),
            Map.entry("assess", "computes from a file, and keeps nothing"),
            Map.entry("kill", "switches off"),
            Map.entry("restore", "takes a kill back"),
            Map.entry("revert", "back to what was"),
            Map.entry("move", "leads it to another ring"),
            Map.entry("copy", "from another environment"),
            Map.entry("schedule", "does it later"),
            Map.entry("override", "lets past, for a time and with a reason"),
            Map.entry("require", "asks for it until a date"),
            Map.entry("release", "takes a requirement back"),
            Map.entry("declare", "says that there is an incident"),
            Map.entry("ack", "takes it up"),
            Map.entry("hand-over", "gives it to somebody else"),
            Map.entry("mitigate", "says that harm has ended"),
            Map.entry("resolve", "says what came of it"),
            Map.entry("supersede", "another takes its place"),
            Map.entry("decide", "decides, once"),
            Map.entry("done", "says that work is done"),
            Map.entry("invite", "makes a link to sign in"),
            Map.entry("erase", "takes out what is kept of a person"),
            Map.entry("redeliver", "sends again"),
            Map.entry("sbom-diff", "compares two bills of materials"));

    /* Parts of a noun: each shows its part, and sets it when a value or file is given. */
    private static final Set<String> PARTS = Set.of(
            "approvals",
            "cases",
            "coverage",
            "causes",
            "deliveries",
            "detections",
            "diff",
            "dora",
            "evidence",
            "follow-up",
            "gates",
            "head",
            "history",
            "key",
            "lesson",
            "madr",
            "memo",
            "order",
            "outcome",
            "plan",
            "plans",
            "policy",
            "quarters",
            "records",
            "references",
            "report",
            "required",
            "reviews",
            "roles",
            "rules",
            "score",
            "segments",
            "stale",
            "star",
            "summary",
            "templates",
            "tokens",
            "weeks");

    /* Commands without a noun. */
    private static final Set<String> ALONE =
            Set.of("apply", "completion", "demo", "diff", "doctor", "drift", "export", "logic", "schema", "whoami");

    /* What prints no answer of its own that JSON could say better. */
    private static final Map<String, String> WITHOUT_JSON = Map.of(
            "evenkeel logic", "speaks JSON Lines",
            "evenkeel guard evaluate", "speaks JSON Lines",
            "evenkeel risk calc", "speaks JSON Lines",
            "evenkeel completion", "prints a script for a shell");

    /* What options mean. Where there are two texts, the first is of what is made, the second of what is looked for. */
    private static final Map<String, Set<String>> MEANINGS = Map.ofEntries(
            Map.entry("--reason", Set.of(OptionDescriptions.REASON)),
            Map.entry("--service", Set.of(OptionDescriptions.SERVICE, OptionDescriptions.ONLY_SERVICE)),
            Map.entry("--flag", Set.of(OptionDescriptions.FLAG, OptionDescriptions.ONLY_FLAG)),
            Map.entry("--deployed-in", Set.of(OptionDescriptions.DEPLOYED_IN, OptionDescriptions.ONLY_DEPLOYED_IN)),
            Map.entry("--class", Set.of(OptionDescriptions.CLASS)),
            Map.entry("--person", Set.of(OptionDescriptions.PERSON)),
            Map.entry("--author", Set.of(OptionDescriptions.AUTHOR)),
            Map.entry("--limit", Set.of(OptionDescriptions.LIMIT)),
            Map.entry("--dry-run", Set.of(OptionDescriptions.DRY_RUN)),
            Map.entry("--prune", Set.of(OptionDescriptions.PRUNE)),
            Map.entry("--out", Set.of(OptionDescriptions.OUT)),
            Map.entry("--history", Set.of(OptionDescriptions.HISTORY)),
            Map.entry("--quarter", Set.of(OptionDescriptions.QUARTER)),
            Map.entry("--patience", Set.of(OptionDescriptions.PATIENCE)),
            Map.entry("--timeout", Set.of(OptionDescriptions.TIMEOUT)),
            Map.entry("--profile", Set.of(OptionDescriptions.PROFILE)),
            Map.entry("--yes", Set.of(OptionDescriptions.YES)));

    /* Options that every command has which has them at all, in the same words. */
    private static final Set<String> ONE_MEANING =
            Set.of("--token", "--for", "--team", "--sdk-key", "--flags", "--html", "--pdf");

    /* Where an option of that name is something else, and why it has that name. */
    private static final Map<String, String> OTHERWISE = Map.ofEntries(
            Map.entry("evenkeel privacy erase --reason", "warns of the key in it"),
            Map.entry("evenkeel flag revert --flag", "what else was changed stays"),
            Map.entry("evenkeel tech create --service", "says since when, too"),
            Map.entry("evenkeel route set --service", "several"),
            Map.entry("evenkeel route dry-run --service", "several"),
            Map.entry("evenkeel gate override --class", "has no default, so that nobody lets past by habit"),
            Map.entry("evenkeel forecast create --class", "a class of events"),
            Map.entry("evenkeel forecast list --class", "a class of events"),
            Map.entry("evenkeel forecast score --class", "a class of events"),
            Map.entry("evenkeel change record --author", "of the change, who need not be known here"),
            Map.entry("evenkeel demo --limit", "seconds"),
            Map.entry("evenkeel apply --prune", "only what came from the same set of files"),
            Map.entry("evenkeel diff --prune", "only what came from the same set of files"),
            Map.entry("evenkeel export --out", "a folder of files"),
            Map.entry("evenkeel schema --out", "a folder of files"),
            Map.entry("evenkeel incident detections record --patience", "how long noticing may take"));

    private final List<String> problems = new ArrayList<>();

    @Test
    void everyCommandHasTheSameManners() {
        CommandLine all = EvenkeelCli.commandLine();
        assertThat(all.getSubcommands().keySet()).containsAll(NOUNS);
        leaves(all).forEach(leaf -> {
            explains(leaf);
            isNamedByTheVocabulary(leaf);
            printsJson(leaf);
            leaf.options().forEach(option -> meansTheSame(leaf, option));
        });
        assertThat(problems).isEmpty();
    }

    @Test
    void everyExampleParses() {
        CommandLine all = EvenkeelCli.commandLine();
        List<CommandSpec> commands = new ArrayList<>(leaves(all));
        commands.add(all.getCommandSpec());
        for (CommandSpec command : commands) {
            List<List<String>> examples = Examples.of(command);
            boolean isShown = false;
            for (List<String> example : examples) {
                isShown |= parsed(command, example).startsWith(command.qualifiedName());
            }
            if (!isShown) {
                problems.add(command.qualifiedName() + " has no example of its use, below a line \"Example:\"");
            }
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void optionsOfOneMeaningSayItInTheSameWords() {
        Map<String, Set<String>> words = new TreeMap<>();
        leaves(EvenkeelCli.commandLine())
                .forEach(leaf -> leaf.options().stream()
                        .filter(option -> ONE_MEANING.contains(option.longestName()))
                        .forEach(option -> words.computeIfAbsent(option.longestName(), name -> new TreeSet<>())
                                .add(option.paramLabel() + ": " + text(option))));
        assertThat(words).allSatisfy((name, texts) -> assertThat(texts).as(name).hasSize(1));
        assertThat(words.keySet()).isEqualTo(new TreeSet<>(ONE_MEANING));
    }

    @Test
    void theVocabularyHasNoWordThatNothingUses() {
        Set<String> used = new TreeSet<>();
        leaves(EvenkeelCli.commandLine()).forEach(leaf -> used.addAll(leaf.names()));
        leaves(EvenkeelCli.commandLine()).forEach(leaf -> used.add(leaf.parent().name()));
        assertThat(used).containsAll(VERBS.keySet()).containsAll(PARTS);
    }

    private void explains(CommandSpec leaf) {
        if (leaf.usageMessage().description().length == 0) {
            problems.add(leaf.qualifiedName() + " says nothing about itself");
        }
        if (!CommandListRenderer.summary(leaf).matches(".*[.?!]")) {
            problems.add(leaf.qualifiedName() + " has no first sentence for the list of its group");
        }
        leaf.args().stream()
                .filter(each -> each.description().length == 0)
                .forEach(each -> problems.add(leaf.qualifiedName() + ": " + each.paramLabel() + " is not explained"));
    }

    private void isNamedByTheVocabulary(CommandSpec leaf) {
        boolean isKnown = leaf.parent().parent() == null
                ? ALONE.contains(leaf.name())
                : VERBS.containsKey(leaf.name()) || PARTS.contains(leaf.name());
        if (!isKnown) {
            problems.add(leaf.qualifiedName() + ": \"" + leaf.name() + "\" is not in the vocabulary");
        }
    }

    private void printsJson(CommandSpec leaf) {
        boolean has = leaf.findOption("--json") != null;
        if (has == WITHOUT_JSON.containsKey(leaf.qualifiedName())) {
            problems.add(leaf.qualifiedName() + (has ? " is said to have no --json" : " has no --json"));
        }
    }

    private void meansTheSame(CommandSpec leaf, OptionSpec option) {
        Set<String> texts = MEANINGS.get(option.longestName());
        boolean isOtherwise = OTHERWISE.containsKey(leaf.qualifiedName() + " " + option.longestName());
        if (texts != null && texts.contains(text(option)) == isOtherwise) {
            problems.add(leaf.qualifiedName() + " " + option.longestName() + ": " + text(option));
        }
    }

    /* The name of the command that it calls. */
    private String parsed(CommandSpec command, List<String> example) {
        try {
            String[] arguments = example.toArray(String[]::new);
            ParseResult result = EvenkeelCli.commandLine(arguments).parseArgs(arguments);
            while (result.hasSubcommand()) {
                result = result.subcommand();
            }
            return result.commandSpec().qualifiedName();
        } catch (ParameterException e) {
            problems.add(command.qualifiedName() + ": the example " + example + " does not parse: " + e.getMessage());
            return "";
        }
    }

    private static String text(OptionSpec option) {
        String words = String.join(" ", option.description());
        return words.contains("(default: " + option.defaultValueString() + ")")
                        && option.longestName().equals("--limit")
                ? OptionDescriptions.LIMIT
                : words;
    }

    private static List<CommandSpec> leaves(CommandLine command) {
        return command.getSubcommands().isEmpty()
                ? List.of(command.getCommandSpec())
                : new LinkedHashSet<>(command.getSubcommands().values())
                        .stream()
                                .map(CommandSurveyTest::leaves)
                                .flatMap(List::stream)
                                .toList();
    }

    @Test
    void aCallGetsItsOwnCommandOnly() {
        CommandLine one = EvenkeelCli.commandLine("--profile", "staging", "rollout", "list", "--json");
        assertThat(one.getSubcommands().keySet()).containsExactly("rollout");
        assertThat(below(one, "rollout").keySet()).containsExactly("list");
        assertThat(EvenkeelCli.commandLine("webhook", "list").getSubcommands().keySet())
                .containsExactlyInAnyOrder("sink", "webhook");

        CommandLine help = EvenkeelCli.commandLine("--help");
        assertThat(help.getSubcommands().keySet()).containsAll(NOUNS);
        assertThat(below(help, "flag")).isEmpty();

        CommandLine misspelt = EvenkeelCli.commandLine("flag", "lst");
        assertThat(below(misspelt, "flag")).containsKeys("list", "eval", "put", "set");
    }

    private static Map<String, CommandLine> below(CommandLine line, String noun) {
        return Objects.requireNonNull(line.getSubcommands().get(noun)).getSubcommands();
    }

    @Test
    void helpOfAGroupHasTheFirstSentenceOfEachCommand() {
        CommandLine group = Objects.requireNonNull(
                EvenkeelCli.commandLine().getSubcommands().get("flag"));
        String help = group.getUsageMessage().replaceAll("\\s+", " ");
        group.getSubcommands()
                .values()
                .forEach(one -> assertThat(help).contains(CommandListRenderer.summary(one.getCommandSpec())));
        assertThat(help).contains("set, put Sets one flag to what a file says, and makes it when it is new. delete ");
    }

    @Test
    void everyVerbIsNamedAsItsGroupSays() {
        Stream.of(EvenkeelCli.commandLine())
                .flatMap(CommandSurveyTest::withGroups)
                .filter(line -> line.getCommandSpec().userObject() instanceof CommandGroup)
                .forEach(line -> assertThat(line.getSubcommands().values().stream()
                                .map(CommandLine::getCommandName)
                                .distinct())
                        .containsExactlyElementsOf(
                                ((CommandGroup) line.getCommandSpec().userObject()).verbs()));
    }

    private static Stream<CommandLine> withGroups(CommandLine line) {
        return Stream.concat(
                Stream.of(line), line.getSubcommands().values().stream().flatMap(CommandSurveyTest::withGroups));
    }
}
