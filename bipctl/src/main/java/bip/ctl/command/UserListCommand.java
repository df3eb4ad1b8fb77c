package bip.ctl.command;

import bip.ctl.service.ServerAccounts.Account;
import bip.ctl.support.ExitCode;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** All accounts of the bulletin. */
@Command(name = "list")
final class UserListCommand extends Verb {

    @Mixin JsonOption json = new JsonOption();

    @Override
    ExitCode run(Desk desk) throws Exception {
        UserVerb.requireInstalled(desk);
        List<Account> accounts = desk.machine().accounts().list();
        if (json.isWanted) {
            var document = new LinkedHashMap<String, @Nullable Object>();
            document.put("format", "bipctl-users/v1");
            document.put("users", accounts.stream().map(UserListCommand::json).toList());
            JsonOption.print(desk, document);
            return ExitCode.DONE;
        }
        if (accounts.isEmpty()) {
            desk.console().result(desk.text("user.none"));
        }
        accounts.forEach(account -> desk.console().result(line(desk, account)));
        return ExitCode.DONE;
    }

    private static String line(Desk desk, Account account) {
        var words = new ArrayList<String>();
        words.add(
                account.administrator()
                        ? desk.text("user.administrator")
                        : desk.text("user.editor"));
        if (account.disabled()) {
            words.add(desk.text("user.isDisabled"));
        }
        if (account.imported()) {
            words.add(desk.text("user.imported"));
        }
        return desk.text(
                "user.line",
                account.login(),
                String.join(", ", words),
                account.createdAt().atOffset(ZoneOffset.UTC).toLocalDate());
    }

    private static Map<String, Object> json(Account account) {
        var json = new LinkedHashMap<String, Object>();
        json.put("login", account.login());
        if (!account.email().isEmpty()) {
            json.put("email", account.email());
        }
        json.put("administrator", account.administrator());
        json.put("disabled", account.disabled());
        json.put("imported", account.imported());
        json.put("createdAt", account.createdAt().toString());
        return json;
    }
}
