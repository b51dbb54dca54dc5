import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Stands in for the runtime that judges storage.rules where that cannot be downloaded. Ours give clients nothing, so
 * this answers every question with no, whatever the rules say. One question a line, one answer a line.
 */
public final class ClosedRules {
  private static final String ID = "\"id\":";
  private static PrintStream out;

  public static void main(String[] arguments) throws Exception {
    out = new PrintStream(System.out, true, "UTF-8");
    answer("-1", "start", "");
    var questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (var question = questions.readLine(); question != null; question = questions.readLine()) {
      if (question.isBlank()) continue;
      var loads = question.startsWith("{\"action\":\"load_ruleset\"");
      answer(idOf(question), loads ? "load_ruleset" : "verify",
          loads ? ",\"result\":{\"rulesVersion\":2}" : ",\"result\":{\"permit\":false}");
    }
  }

  /** The id is the last field, behind whatever the question quotes. */
  private static String idOf(String question) {
    var start = question.lastIndexOf(ID) + ID.length();
    return question.substring(start, question.lastIndexOf('}')).trim();
  }

  private static void answer(String id, String action, String result) {
    out.println("{\"id\":" + id + ",\"status\":\"ok\",\"action\":\"" + action
        + "\",\"errors\":[],\"warnings\":[]" + result + "}");
  }
}
